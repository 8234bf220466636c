/** Letters that Unicode does not take apart into a base letter and a mark, as people without them write them. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  æ: "ae",
  œ: "oe",
  ß: "ss",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ħ: "h",
  ı: "i",
  ə: "e",
  ǝ: "e",
}

/**
 * A place name reduced to what two people typing it would agree on: lower case,
 * no accents, no apostrophes, `&` as "and", every other separator one space.
 * `" Québec "` → `"quebec"`, `"Côte-d'Or"` → `"cote dor"`, `"D.C."` → `"d c"`.
 */
export function foldName(name: string): string {
  return (
    name
      // Before the marks are taken off: the acute accent that is typed for an apostrophe would become a space and a mark.
      .replace(/['’‘ʻʼʿʾ`´]/gu, "")
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[æœßøđðþłħıəǝ]/gu, (letter) => PLAIN_LETTERS[letter] ?? letter)
      .replace(/&/gu, " and ")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim()
  )
}
