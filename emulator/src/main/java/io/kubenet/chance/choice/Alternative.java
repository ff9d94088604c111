package io.kubenet.chance.choice;

/**
 * A question of which at most one answer holds: once one choice about something is supposed to
 * hold, no other about the same does.
 *
 * @param about what is unknown
 * @param choice what it may be
 */
public record Alternative(Object about, Object choice) {}
