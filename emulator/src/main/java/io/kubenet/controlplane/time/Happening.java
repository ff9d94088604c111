package io.kubenet.controlplane.time;

import java.time.Duration;

/**
 * Something that happened to an object.
 *
 * @param at the instant
 * @param component who did it: {@code kubelet/node1}
 * @param what what it was: {@code pod ready}
 * @param object the object: {@code pod/shop/api-1}
 * @param because why
 */
public record Happening(
    Duration at, String component, String what, String object, String because) {}
