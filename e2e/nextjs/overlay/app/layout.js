import { ClerkProvider } from '@clerk/nextjs';
import { hasClientHalf } from '#client';

export const dynamic = 'force-dynamic';

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{hasClientHalf ? <ClerkProvider dynamic>{children}</ClerkProvider> : children}</body>
    </html>
  );
}
