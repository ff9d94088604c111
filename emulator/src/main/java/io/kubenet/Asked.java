package io.kubenet;

/**
 * A connection that somebody asks for.
 *
 * @param target where to
 * @param host who connects
 */
record Asked(Target target, Host host) {

  /** As people say it. */
  String title() {
    return host.title(target);
  }

  /** As the command line says it. */
  String options() {
    return host.options(target);
  }
}
