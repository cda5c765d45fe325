package io.github.tidydag.text;

/**
 * Columns that text takes on a terminal: East Asian wide and full-width characters and emoji take
 * two, marks on other characters and invisible ones none. The ranges are written out, so that the
 * answer is the same on every JDK.
 */
public final class DisplayWidth {
  private static final int[][] WIDE = {
    {0x1100, 0x115f}, // Hangul Jamo
    {0x231a, 0x231b},
    {0x23e9, 0x23ec},
    {0x2614, 0x2615},
    {0x2648, 0x2653},
    {0x26a1, 0x26a1},
    {0x2705, 0x2705},
    {0x274c, 0x274c},
    {0x2753, 0x2755},
    {0x2795, 0x2797}, // the emoji of the plane that is not theirs
    {0x2e80, 0x303e}, // CJK radicals and punctuation
    {0x3041, 0x3098},
    {0x309b, 0x33ff}, // kana, Hangul compatibility Jamo, CJK signs
    {0x3400, 0x4dbf},
    {0x4e00, 0xa4cf}, // CJK, Yi
    {0xa960, 0xa97c},
    {0xac00, 0xd7a3}, // Hangul syllables
    {0xf900, 0xfaff},
    {0xfe30, 0xfe6b},
    {0xff01, 0xff60}, // full-width forms
    {0xffe0, 0xffe6},
    {0x1f300, 0x1f64f},
    {0x1f680, 0x1f6fc},
    {0x1f7e0, 0x1f7eb},
    {0x1f90c, 0x1f9ff},
    {0x1fa70, 0x1faff}, // emoji
    {0x20000, 0x3fffd}, // CJK
  };
  private static final int[][] NONE = {
    {0x300, 0x36f},
    {0x483, 0x489},
    {0x591, 0x5bd},
    {0x610, 0x61a},
    {0x64b, 0x65f},
    {0xe34, 0xe3a},
    {0xe47, 0xe4e},
    {0x1ab0, 0x1aff},
    {0x1dc0, 0x1dff},
    {0x200b, 0x200f},
    {0x202a, 0x202e},
    {0x2060, 0x2064},
    {0x20d0, 0x20f0},
    {0x3099, 0x309a},
    {0xfe00, 0xfe0f},
    {0xfe20, 0xfe2f},
    {0xfeff, 0xfeff},
    {0xe0100, 0xe01ef},
  };

  private DisplayWidth() {}

  /** The columns of a text without line breaks. */
  public static int of(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += of(c);
      i += Character.charCount(c);
    }
    return width;
  }

  private static int of(int c) {
    if (c < NONE[0][0]) {
      return 1;
    }
    return isIn(WIDE, c) ? 2 : isIn(NONE, c) ? 0 : 1;
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
