package io.kubenet.symbolic;

import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.IpFamily;
import io.kubenet.netfilter.compiler.ProgramCompiler;
import io.kubenet.node.ImportedRules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node's tools list of its rules, as text.
 *
 * @param source the text, and what errors call it
 */
public record NodeListing(TextSource source) {

  private static final Pattern INTERFACES =
      Pattern.compile("(?:-i|-o|iifname|oifname|iif|oif) (?:!= )?(\\{[^}]*}|\"?[^\\s\"]+\"?)");
  private static final Pattern NAME = Pattern.compile("[\\w.@-]+[+*]?");

  /** A listing. */
  public static NodeListing of(String name, String text) {
    return new NodeListing(new TextSource(name, text));
  }

  /**
   * The node with these rules.
   *
   * @throws IllegalArgumentException if the text is no listing, or a rule can't be obeyed
   */
  public NodeMachine on(NodeAddresses addresses) {
    return new NodeMachine(ProgramCompiler.checked(ImportedRules.read(source).rules()), addresses);
  }

  /** All packets of some families, by each interface that either listing names, and by another. */
  public NodeUniverse universe(NodeListing other, List<IpFamily> families) {
    Set<String> names = new LinkedHashSet<>(ImmutableList.of("eth0", "cni0"));
    names.addAll(interfaces());
    names.addAll(other.interfaces());
    names.add("another0");
    names.add(NodeMachine.NONE);
    return NodeUniverse.of(ImmutableList.copyOf(names), families);
  }

  private List<String> interfaces() {
    ImmutableList.Builder<String> names = ImmutableList.builder();
    Matcher asked = INTERFACES.matcher(source.text());
    while (asked.find()) {
      Matcher name = NAME.matcher(asked.group(1));
      while (name.find()) {
        names.add(name.group().replaceAll("[+*]$", "0"));
      }
    }
    return names.build();
  }
}
