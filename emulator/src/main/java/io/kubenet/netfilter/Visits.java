package io.kubenet.netfilter;

/** How many rules were compared with packets. */
final class Visits {

  private long count;

  void increment() {
    count++;
  }

  long count() {
    return count;
  }
}
