package io.kubenet.explain;

import io.kubenet.trace.ObjectRef;
import java.util.Optional;

/** Knows where objects were written. */
@FunctionalInterface
public interface Places {

  /** {@code shop.yaml:14}; empty for what no manifest says. */
  Optional<String> of(ObjectRef object);
}
