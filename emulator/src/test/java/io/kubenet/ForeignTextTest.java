package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * No class reads a text that the project itself made: stories, causes, names of hosts and chains
 * travel as values. So whoever takes a text apart, or looks for something in it, stands in the
 * table below with what it reads and who wrote that; nobody else may.
 */
@AnalyzeClasses(packages = "io.kubenet", importOptions = RoomsTest.WithoutTests.class)
class ForeignTextTest {

  /** Who takes texts apart (two dots are a room with all that is in it), and what texts. */
  private static final String READERS =
      """
      Inventory                                     | names of pods, as users write them
      NearestService                                | names of Services, as users write them
      Network                                       | names of nodes, as users write them
      Reference                                     | names of objects, as users write them
      Target                                        | whether a name that a user gave is an IPv6 address
      addressing.Clue                               | fields of manifests
      addressing.StatedBlock                        | fields of configuration files
      controlplane.admission..                      | fields of manifests
      controlplane.controller.StatefulSetController | names of Pods, as the controller of Kubernetes does
      controlplane.diagnosis.ExternalNameFindings   | names of hosts in manifests
      controlplane.diagnosis.ForeignPolicies        | kinds of manifests
      controlplane.diagnosis.NearestLabels          | labels of manifests
      controlplane.diagnosis.OwnLabels              | labels of manifests
      controlplane.pod.GeneratedName                | generateName of manifests, cut to length
      controlplane.reader..                         | fields and annotations of manifests
      controlplane.scheduler.ResourceFilter         | names of resources in manifests
      dataplane.UndecidedException                  | what a rule of a listing asks, in its own words
      dns..                                         | names that are asked for; Corefile and resolv.conf
      kubeproxy.config..                            | kube-proxy's file
      kubeproxy.ipvs.ServiceSet                     | nothing: cuts names to the kernel's length
      kubeproxy.nftables.PortNames                  | nothing: cuts names to the kernel's length
      kubeproxy.recognition..                       | names and comments of rules in listings
      manifest..                                    | YAML, JSON and the API's schema
      model.KubernetesVersion                       | versions, as users write them
      model.ObjectName                              | names of objects, as users write them
      net..                                         | addresses, blocks and ports, as users and files write them
      netfilter.InterfacePattern                    | names of interfaces with a plus, in rules
      netfilter.Passage                             | names of interfaces with a plus, in rules
      netfilter.TcpState                            | the kernel's table of states, drawn in its source
      netfilter.ipset.CompiledIpset                 | options of sets in listings
      netfilter.iptables.ActionCompiler             | targets of rules in listings
      netfilter.ipvs.ConnectionState                | the kernel's table of states, drawn in its source
      netfilter.nftables.Datum                      | names of interfaces with stars, in rules
      netfilter.nftables.FieldSource                | names of kinds of fields
      netfilter.nftables.NamesAsked                 | names of interfaces with a star, in rules
      netfilter.nftables.UnmodelledTable            | lines of listings that are kept as they stand
      node..                                        | listings, and names of interfaces in them
      ruleset..                                     | listings
      symbolic.Header                               | nothing: whether an address has colons
      symbolic.NodeListing                          | listings
      time.ApplicationRule                          | names of pods with stars, as users write them
      time.Durations                                | durations, as users write them
      """;

  /**
   * What takes a text apart, or asks what is in it. To lay one out (lines, strip) is no reading.
   */
  private static final Set<String> READINGS =
      Set.of(
          "indexOf",
          "lastIndexOf",
          "contains",
          "startsWith",
          "endsWith",
          "matches",
          "split",
          "substring",
          "subSequence",
          "regionMatches",
          "charAt",
          "chars",
          "codePoints",
          "codePointAt",
          "replaceAll",
          "replaceFirst");

  private static final Set<String> TOOLS =
      Set.of(
          "java.util.regex.Pattern",
          "java.util.regex.Matcher",
          "java.util.Scanner",
          "java.util.StringTokenizer",
          "com.google.common.base.Splitter",
          "com.google.common.base.CharMatcher");

  @ArchTest
  static void onlyReadersOfForeignTextTakeTextsApart(JavaClasses types) {
    Set<String> readers = readers();
    Map<String, String> found = new TreeMap<>();
    for (JavaClass type : types) {
      for (JavaAccess<?> access : type.getAccessesFromSelf()) {
        if (isReading(access.getTarget())
            && readers.stream().noneMatch(reader -> isIn(type, reader))) {
          found.put(outermost(type), access.getDescription());
        }
      }
    }
    assertThat(found.values()).as("who takes texts apart, and is not in the table").isEmpty();
  }

  @ArchTest
  static void everyReaderTakesTextsApart(JavaClasses types) {
    Set<String> idle = new TreeSet<>(readers());
    for (JavaClass type : types) {
      if (type.getAccessesFromSelf().stream().anyMatch(access -> isReading(access.getTarget()))) {
        idle.removeIf(reader -> isIn(type, reader));
      }
    }
    assertThat(idle).as("who is in the table, and takes no text apart").isEmpty();
  }

  private static boolean isReading(AccessTarget target) {
    String owner = target.getOwner().getName();
    return TOOLS.contains(owner)
        || (READINGS.contains(target.getName())
            && (owner.equals("java.lang.String") || owner.equals("java.lang.CharSequence")))
        || (owner.equals("io.kubenet.model.ObjectName") && target.getName().equals("of"));
  }

  private static boolean isIn(JavaClass type, String reader) {
    return reader.endsWith("..")
        ? (type.getPackageName() + ".").startsWith(reader.substring(0, reader.length() - 1))
        : outermost(type).equals(reader);
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(ForeignTextTest::outermost).orElseGet(type::getName);
  }

  private static Set<String> readers() {
    Set<String> readers = new TreeSet<>();
    for (String line : Splitter.on('\n').omitEmptyStrings().split(READERS)) {
      List<String> cells = Splitter.on('|').trimResults().splitToList(line);
      assertThat(cells).as(line).hasSize(2).doesNotContain("");
      readers.add("io.kubenet." + cells.get(0));
    }
    return readers;
  }
}
