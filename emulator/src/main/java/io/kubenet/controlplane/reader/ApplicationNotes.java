package io.kubenet.controlplane.reader;

import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.time.Application;
import io.kubenet.time.Application.OnSigterm;
import io.kubenet.time.Durations;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What annotations of a Pod say of the applications in its containers:
 *
 * <pre>
 * kubenet.io/listens-after: 2s      from the container's start; or never
 * kubenet.io/on-sigterm: drain      exit (the default), drain or ignore
 * kubenet.io/drain: 5s              how long it goes on with open connections
 * kubenet.io/pre-stop: 10s          how long its preStop command or request takes
 * main.kubenet.io/listens-after: 2s of the container main alone
 * </pre>
 */
final class ApplicationNotes {

  private static final String DOMAIN = "kubenet.io/";
  private static final List<String> NOTES =
      ImmutableList.of("listens-after", "on-sigterm", "drain", "pre-stop");

  private static final Optional<Duration> AT_ONCE = Optional.of(Duration.ZERO);

  private final LocatedTree annotations;

  private ApplicationNotes(LocatedTree annotations) {
    this.annotations = annotations;
  }

  /**
   * Those of a Pod.
   *
   * @throws io.kubenet.manifest.ManifestException if one of the domain is unknown
   */
  static ApplicationNotes of(LocatedTree annotations) {
    Iterator<String> keys = annotations.node().fieldNames();
    while (keys.hasNext()) {
      check(keys.next(), annotations);
    }
    return new ApplicationNotes(annotations);
  }

  private static void check(String key, LocatedTree annotations) {
    int slash = key.indexOf('/');
    boolean isOurs = key.startsWith(DOMAIN) || key.substring(0, slash + 1).endsWith("." + DOMAIN);
    if (isOurs && !NOTES.contains(key.substring(slash + 1))) {
      throw annotations
          .get(key)
          .error("'" + key + "' is not an annotation; expected one of " + String.join(", ", NOTES));
    }
  }

  /** What the application in a container does. */
  Application application(String container) {
    Optional<Duration> drain = duration("drain", container);
    OnSigterm onSigterm =
        note("on-sigterm", container)
            .map(ApplicationNotes::onSigterm)
            .orElse(drain.isPresent() ? OnSigterm.DRAIN : OnSigterm.EXIT);
    Optional<LocatedTree> listens = note("listens-after", container);
    boolean isNever = listens.filter(tree -> tree.text().equals("never")).isPresent();
    return new Application(
        isNever ? Optional.empty() : listens.map(ApplicationNotes::read).or(() -> AT_ONCE),
        onSigterm,
        drain.orElse(Duration.ZERO));
  }

  /** How long a container's preStop command or request takes. */
  Optional<Duration> preStop(String container) {
    return duration("pre-stop", container);
  }

  private Optional<Duration> duration(String note, String container) {
    return note(note, container).map(ApplicationNotes::read);
  }

  private static Duration read(LocatedTree tree) {
    try {
      return Durations.of(tree.text());
    } catch (IllegalArgumentException e) {
      throw tree.error(e.getMessage());
    }
  }

  private static OnSigterm onSigterm(LocatedTree tree) {
    return switch (tree.text()) {
      case "exit" -> OnSigterm.EXIT;
      case "drain" -> OnSigterm.DRAIN;
      case "ignore" -> OnSigterm.IGNORE;
      default ->
          throw tree.error(
              "'" + tree.text() + "' is not a reaction; expected exit, drain or ignore");
    };
  }

  private Optional<LocatedTree> note(String note, String container) {
    LocatedTree own = annotations.get(container + "." + DOMAIN + note);
    return Optional.of(own.isAbsent() ? annotations.get(DOMAIN + note) : own)
        .filter(tree -> !tree.isAbsent());
  }
}
