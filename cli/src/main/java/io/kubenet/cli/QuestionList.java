package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Transport;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestException;
import io.kubenet.manifest.Place;
import io.kubenet.manifest.TextSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a list of questions for a DNS server: {@code [{name: web.shop., type: A}]}. */
final class QuestionList {

  private static final ImmutableList<String> FIELDS =
      ImmutableList.of("name", "type", "transport", "ednsBufferSize");

  private static final int MAX_BUFFER_SIZE = 65535;

  private QuestionList() {}

  /**
   * Reads a file's text.
   *
   * @throws ManifestException if it is no list of questions; says where
   */
  static List<Question> read(TextSource source) {
    List<LocatedTree> documents = source.documents();
    if (documents.size() != 1) {
      throw new ManifestException(
          new Place(source.name(), 1),
          FieldPath.ROOT,
          "must hold one list of questions, holds " + documents.size() + " documents");
    }
    return documents.get(0).items().stream()
        .map(QuestionList::question)
        .collect(ImmutableList.toImmutableList());
  }

  private static Question question(LocatedTree tree) {
    tree.allowOnly(FIELDS);
    try {
      return new Question(
          tree.get("name").text(),
          tree.get("type").text(),
          transport(tree.get("transport")),
          bufferSize(tree.get("ednsBufferSize")));
    } catch (IllegalArgumentException e) {
      throw tree.error(e.getMessage());
    }
  }

  private static Transport transport(LocatedTree tree) {
    return switch (tree.optionalText().orElse("tcp")) {
      case "tcp" -> Transport.TCP;
      case "udp" -> Transport.UDP;
      default -> throw tree.error("'" + tree.text() + "' is neither tcp nor udp");
    };
  }

  private static OptionalInt bufferSize(LocatedTree tree) {
    Optional<Integer> size = tree.optionalInteger();
    if (size.isPresent() && (size.get() < 0 || size.get() > MAX_BUFFER_SIZE)) {
      throw tree.error("must be 0 to " + MAX_BUFFER_SIZE + ", is " + size.get());
    }
    return size.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}
