package io.kubenet.controlplane.time;

import io.kubenet.model.ObjectName;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that happened to an object.
 *
 * @param at the instant
 * @param component who did it: {@code kubelet/node1}
 * @param what what it was: {@code pod ready}
 * @param object the object: {@code pod/shop/api-1}
 * @param because why
 * @param pod the pod, if it happened to one
 */
public record Happening(
    Duration at,
    String component,
    String what,
    String object,
    String because,
    Optional<ObjectName> pod) {}
