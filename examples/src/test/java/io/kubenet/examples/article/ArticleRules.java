package io.kubenet.examples.article;

import java.util.List;

/**
 * The rules of a node, in the questions that the article asks of them.
 *
 * @param lines the rules, as iptables-save prints them
 */
record ArticleRules(List<String> lines) {

  static ArticleRules of(String save) {
    return new ArticleRules(save.lines().filter(line -> line.startsWith("-A ")).toList());
  }

  /** The rules whose comment names a Service. */
  List<String> about(String service) {
    return lines.stream()
        .filter(line -> line.contains("\"" + service + "\"") || line.contains("\"" + service + " "))
        .toList();
  }

  /** The rules by which packets for a Service are hit, of whichever type it is. */
  List<String> hitting(String service) {
    return about(service).stream()
        .filter(
            line -> line.startsWith("-A KUBE-SERVICES ") || line.startsWith("-A KUBE-NODEPORTS "))
        .toList();
  }

  /** The rules of a chain, in their order. */
  List<String> ofChain(String chain) {
    return lines.stream().filter(line -> line.startsWith("-A " + chain + " ")).toList();
  }
}
