package io.kubenet.conformance.kubeproxy;

import java.util.Optional;

/**
 * An object that became another one.
 *
 * @param number how many changes there were up to this one
 * @param before the object before; empty if it is new
 * @param after the object after; empty if it is gone
 */
record Change(int number, Optional<ApiObject> before, Optional<ApiObject> after) {}
