/** Elements whose content is text: a tag in it is none. */
const elementsOfText: ReadonlySet<string> = new Set(['script', 'style', 'title', 'textarea', 'noscript', 'xmp']);

/** No name that matters is longer. */
const longestName = 12;

const isLetter = (char: string) => /[a-z]/i.test(char);
const isSpace = (char: string) => /[ \n\t\r\f]/.test(char);
const endsName = (char: string) => char === '>' || char === '/' || isSpace(char);

/** Takes one character, and returns what takes the next one. */
type State = (char: string) => State;

/**
 * Finds the tag that ends the head of a page, `</head>` or `<body>`, in characters that come one by one. Such a text in a script, a style, a
 * title, a comment or an attribute is none. It keeps a few characters only, whatever the page has.
 * @see {@link https://html.spec.whatwg.org/multipage/parsing.html#tokenization | HTML: tokenization}
 */
export class HeadEnd {
  /** Whether the character that was read last shows that a tag ends the head. */
  isFound = false;
  /** How many characters, with the last one, belong to a tag that ends the head or may turn out to; 0 if there is none. */
  pending = 0;

  #name = '';
  #isEndTag = false;
  /** The quotation mark around a value. */
  #quote = '';
  /** The last characters of a comment, or the beginning of a tag in a text. */
  #last = '';
  #dashes = 0;
  /** In a script: `<!--` came, and perhaps the start tag of another script, whose end tag does not end this one. */
  #escape: 'none' | 'comment' | 'script' = 'none';

  read(char: string): void {
    if (this.pending > 0) this.pending += 1;
    this.#state = this.#state(char);
  }

  readonly #text: State = (char) => {
    if (char !== '<') return this.#text;
    this.pending = 1;
    this.#name = '';
    this.#isEndTag = false;
    return this.#tagOpen;
  };

  #state = this.#text;

  readonly #tagOpen: State = (char) => {
    if (isLetter(char)) return this.#tagName(char);
    if (this.#isEndTag) return this.#leave(char === '>' ? this.#text : this.#bogusComment);
    if (char === '/') {
      this.#isEndTag = true;
      return this.#tagOpen;
    }
    this.#last = '';
    if (char === '!') return this.#leave(this.#declaration);
    return char === '?' ? this.#leave(this.#bogusComment) : this.#leave(this.#text)(char);
  };

  readonly #tagName: State = (char) => {
    const wanted = this.#isEndTag ? 'head' : 'body';
    if (!endsName(char)) {
      this.#name = (this.#name + char.toLowerCase()).slice(0, longestName);
      return wanted.startsWith(this.#name) ? this.#tagName : this.#leave(this.#tagName);
    }
    this.isFound = this.#name === wanted;
    return this.isFound ? this.#text : this.#leave(this.#attributes)(char);
  };

  /** This tag does not end the head. */
  #leave(state: State): State {
    this.pending = 0;
    return state;
  }

  readonly #attributes: State = (char) => {
    if (char === '>') return this.#afterTag();
    return isSpace(char) || char === '/' ? this.#attributes : this.#attributeName;
  };

  readonly #attributeName: State = (char) => {
    if (char === '=') return this.#beforeValue;
    if (isSpace(char)) return this.#afterAttributeName;
    return char === '>' || char === '/' ? this.#attributes(char) : this.#attributeName;
  };

  readonly #afterAttributeName: State = (char) => {
    if (char === '=') return this.#beforeValue;
    return isSpace(char) ? this.#afterAttributeName : this.#attributes(char);
  };

  readonly #beforeValue: State = (char) => {
    if (isSpace(char)) return this.#beforeValue;
    this.#quote = char;
    return char === '"' || char === "'" ? this.#quotedValue : this.#value(char);
  };

  readonly #quotedValue: State = (char) => (char === this.#quote ? this.#attributes : this.#quotedValue);

  readonly #value: State = (char) => (char === '>' || isSpace(char) ? this.#attributes(char) : this.#value);

  #afterTag(): State {
    if (this.#isEndTag || !elementsOfText.has(this.#name)) return this.#text;
    this.#escape = 'none';
    this.#dashes = 0;
    return this.#content;
  }

  /** After `<!`. */
  readonly #declaration: State = (char) => {
    this.#last += char;
    if (this.#last === '-') return this.#declaration;
    return this.#last === '--' ? this.#comment : this.#bogusComment(char);
  };

  readonly #bogusComment: State = (char) => (char === '>' ? this.#text : this.#bogusComment);

  /** It begins with the dashes of `<!--`, which may be those of its end. */
  readonly #comment: State = (char) => {
    this.#last = (this.#last + char).slice(-4);
    return this.#last.endsWith('-->') || this.#last === '--!>' ? this.#text : this.#comment;
  };

  /** Of an element of text. */
  readonly #content: State = (char) => {
    if (char === '>' && this.#dashes >= 2) this.#escape = 'none';
    this.#dashes = char === '-' ? this.#dashes + 1 : 0;
    this.#last = char;
    return char === '<' ? this.#contentTag : this.#content;
  };

  /** What may be a tag in the content of an element of text. */
  readonly #contentTag: State = (char) => {
    const isSlashOfEndTag = char === '/' && this.#last === '<';
    if (endsName(char) && !isSlashOfEndTag) return this.#afterContentTag(this.#last)(char);
    if (char === '<' || this.#last.length > longestName) return this.#content(char);
    this.#last += char.toLowerCase();
    if (this.#last !== '<!--' || this.#name !== 'script') return this.#contentTag;
    if (this.#escape === 'none') this.#escape = 'comment';
    this.#dashes = 2;
    return this.#content;
  };

  #afterContentTag(tag: string): State {
    if (tag === '<script' && this.#escape === 'comment') this.#escape = 'script';
    if (tag !== `</${this.#name}`) return this.#content;
    if (this.#escape === 'script') {
      this.#escape = 'comment';
      return this.#content;
    }
    this.#isEndTag = true;
    return this.#attributes;
  }
}
