package io.kubenet.ruleset.nftables;

import java.util.List;

/** Something that prints itself. */
interface Printable {

  void appendTo(StringBuilder out);

  static void join(List<? extends Printable> parts, String separator, StringBuilder out) {
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        out.append(separator);
      }
      parts.get(i).appendTo(out);
    }
  }
}
