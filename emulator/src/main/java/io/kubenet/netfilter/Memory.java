package io.kubenet.netfilter;

/**
 * Something that packets leave behind in a network namespace: a counter, a list, a set.
 *
 * @param <T> the type itself
 */
public interface Memory<T extends Memory<T>> {

  /** A copy that can be changed without changing this one. */
  T copy();
}
