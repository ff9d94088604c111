package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a Corefile into directives: words, braces at the end of a line, comments. */
final class CorefileSyntax {

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(?:^|(?<=\\s))#.*|[^\\s\"]+");

  private record Open(Directive head, ImmutableList.Builder<Directive> block) {

    Directive closed() {
      return new Directive(head.name(), head.arguments(), block.build(), head.place());
    }
  }

  private final String file;
  private final Deque<Open> open = new ArrayDeque<>();

  private CorefileSyntax(String file) {
    this.file = file;
    this.open.push(
        new Open(
            new Directive("", ImmutableList.of(), ImmutableList.of(), file),
            ImmutableList.builder()));
  }

  /** The outermost directives of a Corefile: its server blocks. */
  static ImmutableList<Directive> parse(String text, String file) {
    CorefileSyntax syntax = new CorefileSyntax(file);
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      syntax.line(words(lines.get(i)), file + ":" + (i + 1));
    }
    return syntax.end();
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find() && !matcher.group().startsWith("#")) {
      words.add(matcher.group(1) == null ? matcher.group() : matcher.group(1));
    }
    return words;
  }

  private void line(List<String> words, String place) {
    if (words.isEmpty()) {
      return;
    }
    if (words.get(0).equals("}")) {
      close(words, place);
      return;
    }
    boolean opens = words.get(words.size() - 1).equals("{");
    List<String> said = opens ? words.subList(0, words.size() - 1) : words;
    if (said.isEmpty()) {
      throw new IllegalArgumentException(place + ": a block has nothing in front of its brace");
    }
    Directive directive =
        new Directive(
            said.get(0),
            ImmutableList.copyOf(said.subList(1, said.size())),
            ImmutableList.of(),
            place);
    if (opens) {
      open.push(new Open(directive, ImmutableList.builder()));
    } else {
      open.getFirst().block().add(directive);
    }
  }

  private void close(List<String> words, String place) {
    if (words.size() > 1 || open.size() == 1) {
      throw new IllegalArgumentException(place + ": a brace closes nothing");
    }
    Directive closed = open.pop().closed();
    open.getFirst().block().add(closed);
  }

  private ImmutableList<Directive> end() {
    if (open.size() > 1) {
      throw open.getFirst().head().fault("the block has no closing brace");
    }
    ImmutableList<Directive> blocks = open.getFirst().block().build();
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException(file + ": a Corefile has at least one server block");
    }
    return blocks;
  }
}
