package io.github.tidydag.python;

/**
 * Which characters beyond ASCII stand as themselves in a literal. The ranges are written out, so
 * that the answer is the same on every JDK; what they leave out (invisible, combining,
 * direction-turning, newer) is escaped.
 */
final class Characters {
  private static final int[][] VISIBLE = {
    {0xa1, 0xac},
    {0xae, 0x24f}, // Latin, without the soft hyphen
    {0x386, 0x3ff}, // Greek
    {0x400, 0x482},
    {0x48a, 0x52f}, // Cyrillic, without its combining marks
    {0x2010, 0x2027},
    {0x2030, 0x205e}, // punctuation
    {0x20a0, 0x20bf}, // currency
    {0x2190, 0x21ff}, // arrows
  };
  private static final int[][] WIDE = {
    {0x3001, 0x303e}, // CJK punctuation
    {0x3041, 0x3096},
    {0x309b, 0x30ff}, // kana, without their combining marks
    {0x3131, 0x318e}, // Hangul compatibility Jamo
    {0x3400, 0x4dbf},
    {0x4e00, 0x9fff}, // CJK
    {0xac00, 0xd7a3}, // Hangul syllables
    {0xff01, 0xff60}, // full-width forms
  };

  private Characters() {}

  static boolean isVisible(int c) {
    return isIn(VISIBLE, c) || isIn(WIDE, c);
  }

  private static boolean isIn(int[][] ranges, int c) {
    for (int[] range : ranges) {
      if (c >= range[0] && c <= range[1]) {
        return true;
      }
    }
    return false;
  }
}
