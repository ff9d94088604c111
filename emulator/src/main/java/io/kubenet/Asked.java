package io.kubenet;

/**
 * A connection that somebody asks for.
 *
 * @param target where to
 * @param host who connects
 */
record Asked(Target target, Host host) {}
