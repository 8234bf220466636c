import fc from "fast-check"
import { foldName } from "../fold-name"

describe("a folded name", () => {
  it.each([
    [" Québec ", "quebec"],
    ["Côte-d'Or", "cote dor"],
    ["D.C.", "d c"],
    ["Newfoundland & Labrador", "newfoundland and labrador"],
    ["Bed&Breakfast", "bed and breakfast"],
    ["Hawai‘i", "hawaii"],
    ["Bihar  (बिहार)", "bihar बहर"],
    ["N’Djaména", "ndjamena"],
    ["--", ""],
  ])("of %j is %j", (name, folded) => {
    expect(foldName(name)).toBe(folded)
  })

  it.each([
    ["Æ", "ae"],
    ["Œ", "oe"],
    ["ß", "ss"],
    ["Ø", "o"],
    ["Đ", "d"],
    ["Ð", "d"],
    ["Þ", "th"],
    ["Ł", "l"],
    ["Ħ", "h"],
    ["ı", "i"],
    ["Ə", "e"],
    ["Ǝ", "e"],
  ])("writes %s as people without it do: %s", (letter, plain) => {
    expect(foldName(`x${letter}y`)).toBe(`x${plain}y`)
  })

  it.each(["'", "’", "‘", "ʻ", "ʼ", "ʿ", "ʾ", "`"])("has no apostrophe of the kind %s", (apostrophe) => {
    expect(foldName(`a${apostrophe}b`)).toBe("ab")
  })

  it("is the same again when it is folded", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        expect(foldName(foldName(name))).toBe(foldName(name))
      })
    )
  })
})
