// What an officer's hands do, counted: clicks and keystrokes. By mouse and keyboard, or by the keyboard alone.
import assert from 'node:assert/strict';

const MOST_TABS = 120;

export class Hand {
  clicks = 0;
  strokes = 0;
  /** letters of what is reported, which no design can spare */
  letters = 0;
  #began = Date.now();

  constructor(page, { keyboard = false } = {}) {
    this.page = page;
    this.keyboard = keyboard;
  }

  async press(key) {
    this.strokes += 1;
    await this.page.keyboard.press(key);
  }

  /** Moves the focus to it by Tab alone, forwards or back, whichever is shorter. */
  async reach(target) {
    await target.waitFor();
    // a page that has just come puts the focus where one begins; a person sees that before he acts
    await this.page.waitForTimeout(150);
    const there = () => target.evaluate((one) => one === document.activeElement || one.contains(document.activeElement) && document.activeElement.matches('input, select, textarea, button'));
    if (await there()) return;
    // the way round is counted in the page, then walked
    const steps = await target.evaluate((one) => {
      const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter((each) => each.tabIndex >= 0 && !each.disabled && each.getClientRects().length > 0 && !each.closest('[inert]'));
      const from = all.findIndex((each) => each === document.activeElement);
      const start = from >= 0 ? from : all.findLastIndex((each) => document.activeElement !== document.body && document.activeElement.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING);
      return all.indexOf(one) - start;
    });
    const key = steps < 0 ? 'Shift+Tab' : 'Tab';
    for (let n = 0; n < MOST_TABS; n += 1) {
      await this.press(key);
      if (await there()) return;
    }
    assert.fail(`no way by ${key} to ${target}`);
  }

  /** Acts on a button, a link, a box to tick. `key`: the page's own key for it. */
  async act(target, key) {
    if (!this.keyboard) {
      this.clicks += 1;
      await target.click();
      return;
    }
    if (key !== undefined) return void (await this.#by(key, target));
    await this.reach(target);
    await this.press((await target.evaluate((one) => one.matches('input[type=checkbox], input[type=radio], summary'))) ? 'Space' : 'Enter');
  }

  async type(target, text, { key } = {}) {
    if (this.keyboard) await (key === undefined ? this.reach(target) : this.#by(key, target));
    else if (!(await target.evaluate((one) => one === document.activeElement))) {
      this.clicks += 1;
      await target.click();
    }
    this.letters += [...text].length;
    await this.page.keyboard.insertText(text);
  }

  /** A person presses the key of what he sees. */
  async #by(key, target) {
    await target.waitFor();
    await this.press(key);
  }

  /** Chooses of a list by its value: a person opens it and types or walks to the word, two strokes or clicks. */
  async choose(target, value) {
    if (this.keyboard) {
      await this.reach(target);
      this.strokes += 2;
    } else this.clicks += 2;
    await target.selectOption(value);
  }

  get seconds() {
    return (Date.now() - this.#began) / 1000;
  }

  told() {
    return `${this.clicks} clicks, ${this.strokes} keys, ${this.letters} letters`;
  }
}

/** Parts of a journey with what each cost, printed at its end. */
export class Tally {
  #rows = [];
  #hand;
  #at = { clicks: 0, strokes: 0, letters: 0, seconds: 0 };

  constructor(title, hand) {
    this.title = title;
    this.#hand = hand;
  }

  /** Everything since the last part. */
  part(name) {
    const now = this.#now();
    this.#rows.push({ name, ...Object.fromEntries(Object.entries(now).map(([what, n]) => [what, n - this.#at[what]])) });
    this.#at = now;
  }

  /** Somebody else's hands from here on. */
  turn(hand) {
    this.#hand = hand;
    this.#at = this.#now();
  }

  row(name) {
    return this.#rows.find((one) => one.name === name);
  }

  #now() {
    const { clicks, strokes, letters, seconds } = this.#hand;
    return { clicks, strokes, letters, seconds };
  }

  get sum() {
    return ['clicks', 'strokes', 'letters'].reduce((sum, name) => ({ ...sum, [name]: this.#rows.reduce((all, row) => all + row[name], 0) }), {});
  }

  print() {
    const line = (name, { clicks, strokes, letters }, seconds) => `  ${name.padEnd(44)} ${String(clicks).padStart(3)} clicks ${String(strokes).padStart(4)} keys ${String(letters).padStart(4)} letters${seconds}`;
    console.log([this.title, ...this.#rows.map((row) => line(row.name, row, ` ${row.seconds.toFixed(1).padStart(6)} s by machine`)), line('in all', this.sum, '')].join('\n'));
  }
}
