package io.kubenet.conformance.kernel;

/**
 * The seeds of what is asked at random. They are fixed, so that a build that fails does so for what
 * was changed; more tries go on where those of every build end.
 */
final class Seeds {

  static final String OF_EVERY_BUILD = "20261122";

  private Seeds() {}
}
