package io.github.tidydag.source;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.CommentToken;
import org.yaml.snakeyaml.tokens.Token;

/** Finds the comments of a YAML text: a {@code #} inside a value is none. */
public final class YamlComments {
  private YamlComments() {}

  /** The places of comments, hash signs included; where the text is broken, those before. */
  public static List<Location> of(String file, String text) {
    List<Location> comments = new ArrayList<>();
    if (!find(file, text, comments) && JinjaMask.isIn(text)) {
      comments.clear();
      find(file, JinjaLines.of(text).text(), comments);
    }
    return comments;
  }

  /** Whether all are found: whoever reads the text says where it is broken. */
  private static boolean find(String file, String text, List<Location> comments) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(YamlReader.MOST_CHARACTERS);
    options.setProcessComments(true);
    try {
      StringReader reader = new StringReader(Text.forParser(text));
      ScannerImpl scanner = new ScannerImpl(new StreamReader(reader), options);
      while (!scanner.checkToken(Token.ID.StreamEnd)) {
        if (scanner.getToken() instanceof CommentToken comment
            && comment.getCommentType() != CommentType.BLANK_LINE) {
          int line = comment.getStartMark().getLine() + 1;
          int column = comment.getStartMark().getColumn() + 1;
          int length = comment.getValue().codePointCount(0, comment.getValue().length());
          comments.add(new Location(file, line, column, line, column + 1 + length));
        }
      }
      return true;
    } catch (YAMLException broken) {
      return false;
    }
  }
}
