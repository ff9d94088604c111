package io.kubenet.controlplane;

/**
 * Something that a controller found out about its workload.
 *
 * @param component the controller
 * @param what what it found
 * @param object the workload: {@code deployment/shop/api}
 * @param because why
 */
public record Progressed(String component, String what, String object, String because) {}
