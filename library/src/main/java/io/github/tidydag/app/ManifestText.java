package io.github.tidydag.app;

import io.github.tidydag.source.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a file holds that may be a manifest.
 *
 * @param text with line feeds as line ends; empty if it cannot be read
 * @param reason why it cannot be read
 */
record ManifestText(Optional<String> text, String reason) {
  private static final int MOST_BYTES = 4 * YamlReader.MOST_CHARACTERS;
  private static final String SIGN = "apiVersion";

  /** A file. */
  static ManifestText read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("is a folder");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(MOST_BYTES + 1));
    }
  }

  /** A file; nothing if it does not look like a manifest at all. */
  static Optional<ManifestText> readIfManifest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      String plain = new String(bytes, StandardCharsets.ISO_8859_1);
      boolean isManifest =
          plain.contains(SIGN)
              || (plain.indexOf('\0') >= 0 && plain.replace("\0", "").contains(SIGN));
      return isManifest ? Optional.of(of(bytes)) : Optional.empty();
    }
  }

  /** All of a stream. */
  static ManifestText read(InputStream in) throws IOException {
    return of(in.readNBytes(MOST_BYTES + 1));
  }

  private static ManifestText of(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      return unreadable(
          "is larger than " + MOST_BYTES / 1_000_000 + " MB, the most that is read; split it");
    }
    if (bytes.length > 1 && isUtf16(bytes[0] & 0xFF, bytes[1] & 0xFF)) {
      return unreadable("is UTF-16 text; save it as UTF-8");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\0') >= 0) {
      return unreadable("holds bytes of zero, so it is no text, or UTF-16; save it as UTF-8");
    }
    if (text.indexOf('\uFFFD') >= 0 && !isUtf8(bytes)) {
      return unreadable("is not UTF-8 text; save it as UTF-8");
    }
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    text = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
    return new ManifestText(Optional.of(text), "");
  }

  private static boolean isUtf16(int first, int second) {
    return (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static ManifestText unreadable(String reason) {
    return new ManifestText(Optional.empty(), reason);
  }
}
