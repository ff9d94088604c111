package io.kubenet.model;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.Set;

/** The names of what was changed; states that come from one another share what was noted before. */
final class Journal {

  static final Journal EMPTY = new Journal(Optional.empty(), 0, new ObjectName("", ""));

  /** A page that is full is torn off, so that a journal never holds more memory than this. */
  private static final int PAGE = 1 << 14;

  /** What was noted before; empty at the beginning of a page. */
  private final Optional<Journal> before;

  private final int length;
  private final ObjectName name;

  private Journal(Optional<Journal> before, int length, ObjectName name) {
    this.before = before;
    this.length = length;
    this.name = name;
  }

  Journal with(ObjectName changed) {
    return length < PAGE
        ? new Journal(Optional.of(this), length + 1, changed)
        : new Journal(Optional.empty(), 1, changed);
  }

  /** What was noted after another journal; empty where this one does not go on from it. */
  Optional<Set<ObjectName>> since(Journal other) {
    ImmutableSet.Builder<ObjectName> names = ImmutableSet.builder();
    Optional<Journal> journal = Optional.of(this);
    while (journal.isPresent() && journal.get() != other) {
      names.add(journal.get().name);
      journal = journal.get().before;
    }
    return journal.map(reached -> names.build());
  }
}
