import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { compile, problemsOf } from './compile.js';

/** The official entries that a server imports types from. */
const entries = [
  'backend',
  'backend/errors',
  'backend/internal',
  'backend/jwt',
  'backend/proxy',
  'backend/webhooks',
  'express',
  'express/types',
  'express/webhooks',
  'fastify',
  'fastify/types',
  'fastify/webhooks',
  'hono',
  'hono/types',
  'hono/webhooks',
  'nextjs/server',
  'nextjs/webhooks',
  'nextjs/errors',
  'nuxt/server',
  'nuxt/webhooks',
  'react-router/server',
  'react-router/ssr.server',
  'react-router/api.server',
  'react-router/webhooks',
  'remix/ssr.server',
  'remix/api.server',
  'astro/server',
  'astro/webhooks',
  'tanstack-react-start/server',
  'tanstack-react-start/webhooks',
];

/**
 * Names of the `types` entries that describe what only a browser has: objects of the browser SDK and what is passed to them,
 * components and their look, and answers of the Frontend API.
 */
const browserOnly = [
  /Resource(s|Type)?$/,
  /^(Browser|Headless|Loaded|Isomorphic)\w*/,
  /^(__experimental_|__internal_)/,
  /(Props|Signal|SignalValue|Snapshot|Namespace|Settings|SettingsJSON|SettingsData|Config|ConfigJSON|Params|Factor|FactorJSON|Attempt|Return)$/,
  /Color|^BoxShadow$|^EmUnit$|^FontWeight$|Theme|^Appearance|^Localization|(^|\w)(Id)$/,
  /^(SignIn|SignUp|SignOut|Waitlist|Checkout|Telemetry|Biometric|DirectorySync|EnterpriseConnectionTestRun|SSOBypassAllowlist)/,
  /^(OAuthConsent|OAuthDevice|OrganizationCreation|ProtectCheck|SessionVerification(First|Second|JSON|Status)|PublicKeyCredential|Password(Strength|Validation))/,
  /^(SetActive|Navigate|Redirect|Routing|Listener|OnEvent|OffEvent|UnsubscribeCallback|Custom(MenuItem|Navigation|Page)|Get(Memberships|OrganizationMemberships|RolesResponse))/,
  /Errors?$|^FieldError|^ZxcvbnResult$|^ValidatePasswordCallbacks$/,
  /^Clerk(Event|Host|Options|Prop|Resource|Status|UI)/,
  /^(Clerk|ComponentControls|DecorateUrl|State|UIVersion|OAuthTransport|ShowWhenCondition|WithoutRouting|TransferableOption)$/,
  /^(After(MultiSessionSingleSignOut|SignOut)Url|NewSubscriptionRedirectUrl|TasksRedirectOptions|SessionTouchIntent)$/,
  /^(AttackProtectionData|Captcha(Provider|WidgetType)|ClientTrustState|CredentialReturn|GenerateSignature|ImageJSON|PaymentGateway)$/,
  /^(CodeVerificationAttemptParam|SignatureVerificationAttemptParam|Protect(Assertion|AssertionResolver|Loader)|ForPayerType)$/,
  /^(MeEnterpriseConnection|OrganizationEnterpriseConnection)\w+$/,
  /^(BillingCheckout|BillingInitializedPaymentMethod|BillingPayerMethods)/,
  /^Billing(PaymentJSON|PaymentTotals|PaymentTotalsJSON|PayerCredit|PlanPrice|PlanUnitPrice|PlanUnitPriceTier|PlanUnitPriceJSON|PlanUnitPriceTierJSON|ProrationCreditDetail|ProrationDiscount|StatementTotals)$/,
  /^(BackupCodeJSON|TOTPJSON|EnvironmentJSON|EnterpriseOAuthConfigJSON|EnterpriseSaml(ConnectionNested|IdpCertificate)JSON)$/,
  /^(OrganizationDomain(BulkOwnershipVerificationError|sBulkOwnershipVerification)(JSON)?|OrganizationDomainOwnershipVerification|TrustedDevice(Algorithm|ChallengeJSON)|OauthFactor|LocalizationValue)$/,
  /Flow/,
];
/** Of those that the patterns above match, the ones that a server needs all the same. */
const serverToo = new Set([
  'ClerkAPIError',
  'ClerkAPIResponseError',
  'ClerkPaginationParams',
  'ProtectParams',
  'SignUpModes',
  'OAuthProviderSettings',
  'CheckAuthorizationParamsFromSessionClaims',
]);

/** Errors of the browser SDK; who catches them imports them from the official client half. */
const browserErrors = new Set(['ClerkOfflineError', 'ClerkRuntimeError']);

const hasType = (symbol: ts.Symbol) => (symbol.flags & ts.SymbolFlags.Type) !== 0;

interface OfficialType {
  readonly name: string;
  /** How many type arguments it needs at least. */
  readonly required: number;
  /** How many it takes at most. */
  readonly most: number;
}

/** The types that each official entry exports. */
function readOfficialTypes(): ReadonlyMap<string, readonly OfficialType[]> {
  const text = entries.map((entry, index) => `import type * as m${index} from '@clerk/${entry}';`).join('\n');
  const { program, file } = compile(
    `${text}\nexport type All = [${entries.map((_, index) => `typeof m${index}`).join(', ')}];`,
  );
  const checker = program.getTypeChecker();
  const found = new Map<string, readonly OfficialType[]>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const module = checker.getSymbolAtLocation(statement.moduleSpecifier);
    const symbols = module ? checker.getExportsOfModule(module) : [];
    const types = symbols
      .map((symbol) => ({
        name: symbol.name,
        target: symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
      }))
      .filter(({ target }) => hasType(target))
      .map(({ name, target }) => ({ name, ...countArguments(target) }));
    found.set(statement.moduleSpecifier.text, types);
  }
  return found;
}

/** How many type arguments a name takes. */
function countArguments(symbol: ts.Symbol): Pick<OfficialType, 'required' | 'most'> {
  for (const declaration of symbol.declarations ?? []) {
    const isGeneric =
      ts.isTypeAliasDeclaration(declaration) ||
      ts.isInterfaceDeclaration(declaration) ||
      ts.isClassDeclaration(declaration);
    if (!isGeneric) continue;
    const parameters = declaration.typeParameters ?? [];
    return { required: parameters.filter((parameter) => !parameter.default).length, most: parameters.length };
  }
  return { required: 0, most: 0 };
}

const official = readOfficialTypes();
function concernsServer(entry: string, name: string): boolean {
  if (entry === '@clerk/nextjs/errors') return !browserErrors.has(name);
  return !entry.endsWith('/types') || serverToo.has(name) || !browserOnly.some((pattern) => pattern.test(name));
}

describe('types of the official packages', () => {
  it('are read from all their entries', () => {
    expect([...official.keys()]).toEqual(entries.map((entry) => `@clerk/${entry}`));
    expect([...official.values()].map((types) => types.length).filter((count) => count < 2)).toEqual([]);
  });

  it('have the same names here, and compile with as many type arguments', () => {
    const lines = [...official].flatMap(([entry, types], index) =>
      types
        .filter(({ name }) => concernsServer(entry, name))
        .flatMap(({ name, required, most }) => {
          const alias = `${name}_${index}`;
          const uses = [...new Set([required, most])].map((count) => {
            const given = count === 0 ? '' : `<${Array.from({ length: count }, () => 'any').join(', ')}>`;
            return `export type Use_${alias}_${count} = ${alias}${given};`;
          });
          return [`import type { ${name} as ${alias} } from '${entry.replace('@clerk/', '@acme/')}';`, ...uses];
        }),
    );
    expect(lines.length).toBeGreaterThan(1000);
    expect(problemsOf(lines.join('\n'))).toEqual([]);
  });
});
