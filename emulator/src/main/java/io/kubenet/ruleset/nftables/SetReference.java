package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** A set or map where a rule uses it. */
public sealed interface SetReference extends Printable {

  /**
   * A set or map of the table.
   *
   * @param name its name
   */
  record Named(String name) implements SetReference {

    @Override
    public void appendTo(StringBuilder out) {
      out.append('@').append(name);
    }
  }

  /**
   * A set or map that the rule itself holds.
   *
   * @param elements its elements
   */
  record Anonymous(List<Element> elements) implements SetReference {

    public Anonymous {
      elements = ImmutableList.copyOf(elements);
    }

    @Override
    public void appendTo(StringBuilder out) {
      out.append("{ ");
      Printable.join(elements, ", ", out);
      out.append(" }");
    }
  }
}
