package io.kubenet.controlplane.workload;

/**
 * A number of Pods, or a percentage of them: maxSurge and maxUnavailable.
 *
 * @param number how many, or how many of a hundred
 * @param isPercentage whether it is a percentage
 */
public record Share(int number, boolean isPercentage) {

  public int roundedUpOf(int total) {
    return isPercentage ? Math.toIntExact((1L * total * number + 99) / 100) : number;
  }

  public int roundedDownOf(int total) {
    return isPercentage ? Math.toIntExact(1L * total * number / 100) : number;
  }
}
