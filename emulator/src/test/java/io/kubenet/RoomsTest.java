package io.kubenet;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.google.common.base.Splitter;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "io.kubenet", importOptions = RoomsTest.WithoutTests.class)
class RoomsTest {

  /**
   * Leaves out what lies where this test does, whatever the build calls that place, and what only
   * tests use.
   */
  static final class WithoutTests implements ImportOption {

    @Override
    public boolean includes(Location location) {
      return !location.contains("/io/kubenet/testing/")
          && !location.contains(
              RoomsTest.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
  }

  /** A room, what it may import, and why it is there. README draws the same. */
  private static final String ROOMS =
      """
      net          |                                             | addresses, ports, packets
      packetset    | net                                         | sets of packets, and classes that end alike
      chance       |                                             | seeds, choices, exact fractions
      time         | chance                                      | delays, and the order of events
      lifecycle    | time                                        | how a pod starts and ends on its node
      timeline     | time trace chance net                       | a change over time, and what it cost
      meaning      |                                             | what rules are for
      trace        | meaning chance net                          | what happened, as a story
      finding      |                                             | what is wrong in a cluster
      model        | net                                         | what the API server stores
      ruleset      | meaning net                                 | the rule languages, both ways
      manifest     | model net                                   | YAML and JSON, and their places
      addressing   | manifest finding model net                          | who has which address, and who listens there
      controlplane | addressing lifecycle time manifest chance finding model net | admission, controllers, scheduler
      kubeproxy    | addressing manifest ruleset meaning finding model net | writes rules; reads kube-proxy's file
      netfilter    | ruleset packetset trace meaning chance net  | obeys rules: one kernel
      policy       | addressing finding model trace net                             | NetworkPolicy verdicts
      dns          | chance model net                            | names, as CoreDNS answers
      node         | kubeproxy netfilter addressing ruleset trace manifest model net | rules of a node, written and compiled
      symbolic     | node manifest netfilter ruleset packetset trace chance net | what becomes of all packets of a node
      dataplane    | addressing node netfilter policy ruleset trace chance model net | carries packets between hosts
      explain      | trace meaning chance net                    | a trace in plain words
      """;

  /**
   * A part of a large room, the parts of the same room that it may import (a dot is what stands in
   * none of them), and why it is there.
   */
  private static final String PARTS =
      """
      controlplane.pod                  |                                 | what makes a pod what it is
      controlplane.workload             | pod                             | what workloads ask for
      controlplane.endpoints            | pod workload                    | EndpointSlices of Services
      controlplane.reader               | pod workload endpoints          | reads objects that were admitted
      controlplane.writer               | pod workload endpoints          | writes objects that were made
      controlplane.store                | pod workload endpoints writer   | all objects, and how they are found
      controlplane.loop                 | pod store                       | has components work on what they see change
      controlplane.scheduler            | pod workload endpoints store    | chooses nodes
      controlplane.kubelet              | pod workload endpoints store    | runs pods
      controlplane.controller           | pod workload endpoints store loop scheduler kubelet | makes objects of objects
      controlplane.diagnosis            | pod workload endpoints store reader | finds what cannot work
      controlplane.kind                 | pod workload reader store admission.validation admission.pod admission.service admission.workload admission.kind | all that is known of a kind
      controlplane.admission            | reader store kind               | judges what is sent
      controlplane.admission.validation |                                 | what the rules of all kinds are told in
      controlplane.admission.pod        | validation                      | rules of Pods
      controlplane.admission.service    | validation                      | rules of Services
      controlplane.admission.workload   | pod validation                  | rules of what makes Pods
      controlplane.admission.allocation | service validation              | cluster IPs, node ports, families
      controlplane.admission.kind       | pod service workload validation | finds the rules of a kind
      ruleset.iptables.match            |                                 | what rules compare
      ruleset.iptables.target           | match                           | what rules do
      ruleset.iptables                  | .                               | iptables-save, both ways
      ruleset.nftables                  | .                               | nft list ruleset, both ways
      ruleset.ipset                     |                                 | ipset save, both ways
      ruleset.ipvs                      |                                 | ipvsadm -S -n, both ways
      ruleset.host                      | . iptables nftables ipset ipvs             | all rules of one host
      netfilter.iptables                | .                               | obeys iptables
      netfilter.nftables                | .                               | obeys nftables
      netfilter.ipset                   | .                               | looks packets up in ipsets
      netfilter.ipvs                    | .                               | obeys virtual servers
      netfilter.compiler                | . iptables nftables ipset ipvs             | compiles all rules of a host
      kubeproxy.version                 |                                 | what versions differ in, by name
      kubeproxy.config                  | version                         | how kube-proxies are set up, and their file
      kubeproxy.services                | version                         | what every kube-proxy reads of Services
      kubeproxy.selection               | services version                | which endpoints a node may use
      kubeproxy.sync                    | config services selection version | one node's ports, from sync to sync
      kubeproxy.runner                  | version                         | when a kube-proxy syncs
      kubeproxy.recognition             |                                 | reads what listings say of their rules
      kubeproxy.iptables                | config services selection sync version | writes the rules of iptables mode
      kubeproxy.ipvs                    | config services selection sync version | writes what ipvs mode needs
      kubeproxy.nftables                | config services selection sync version | writes the table of nftables mode
      """;

  private static final Map<String, List<String>> IMPORTS = parse(ROOMS);

  @ArchTest
  static void roomsImportWhatTheTableAllows(JavaClasses classes) {
    IMPORTS.forEach((room, imports) -> importsOnly(room, imports, "io.kubenet..").check(classes));
  }

  @ArchTest
  static void partsImportWhatTheTableAllows(JavaClasses classes) {
    parse(PARTS)
        .forEach(
            (part, imports) -> {
              String room = part.substring(0, part.lastIndexOf('.'));
              List<String> siblings =
                  imports.stream()
                      .map(name -> room + (name.equals(".") ? name : "." + name))
                      .toList();
              importsOnly(part, siblings, inside(room)).check(classes);
            });
  }

  @ArchTest
  static final ArchRule noPackagesKnowEachOther =
      slices()
          .matching("io.kubenet.(**)")
          .should()
          .beFreeOfCycles()
          .because("of two packages one is read first");

  @ArchTest
  static final ArchRule noClassesOfTheDataplaneKnowEachOther =
      slices()
          .assignedFrom(new FilesOf("io.kubenet.dataplane"))
          .should()
          .beFreeOfCycles()
          .because("where things are is told below what becomes of packets there");

  /** One slice for each file of a package: a class with those that are nested in it. */
  private record FilesOf(String room) implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return type.getPackageName().equals(room)
          ? SliceIdentifier.of(fileOf(type))
          : SliceIdentifier.ignore();
    }

    private static String fileOf(JavaClass type) {
      return type.getEnclosingClass().map(FilesOf::fileOf).orElseGet(type::getName);
    }

    @Override
    public String getDescription() {
      return "files of " + room;
    }
  }

  @ArchTest
  static final ArchRule everyClassIsInARoom =
      classes()
          .should()
          .resideInAnyPackage(
              Stream.concat(
                      Stream.of("io.kubenet"), IMPORTS.keySet().stream().map(RoomsTest::inside))
                  .toArray(String[]::new))
          .because("a new room is drawn in the table first");

  @ArchTest
  static final ArchRule nothingReadsAClock =
      noClasses()
          .that(resideInAnyPackage("io.kubenet.."))
          .should()
          .callMethodWhere(
              describe(
                  "reads the machine's clock",
                  call ->
                      Stream.of("currentTimeMillis", "nanoTime", "now", "sleep")
                              .anyMatch(call.getTarget().getName()::equals)
                          && call.getTargetOwner()
                              .getPackageName()
                              .matches("java\\.(lang|time).*")))
          .because("time is virtual");

  @ArchTest
  static final ArchRule nothingIsLeftToUnseededChance =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.security.SecureRandom")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
          .orShould()
          .callMethod(Math.class, "random")
          .because("one seed has one result on every JDK: chance comes from io.kubenet.chance");

  @ArchTest
  static final ArchRule nothingHangsOnHashOrder =
      noClasses()
          .should()
          .dependOnClassesThat(
              describe(
                  "have hash order",
                  type ->
                      type.isEquivalentTo(java.util.HashMap.class)
                          || type.isEquivalentTo(java.util.HashSet.class)))
          .orShould()
          .callMethodWhere(
              describe(
                  "makes a collection of random order",
                  call ->
                      isOrderless(call.getTarget())
                          && (call.getTargetOwner().isEquivalentTo(Map.class)
                              || call.getTargetOwner().isEquivalentTo(java.util.Set.class)
                              || call.getTargetOwner()
                                  .isEquivalentTo(java.util.stream.Collectors.class))))
          .because("order is part of the result");

  @ArchTest
  static final ArchRule classesAreFinalOrAbstract =
      classes()
          .that(not(isInterface()))
          .and()
          .areNotAnonymousClasses()
          .should()
          .haveModifier(JavaModifier.FINAL)
          .orShould()
          .haveModifier(JavaModifier.ABSTRACT)
          .orShould()
          .beEnums()
          .because("what is extended is drawn for it");

  private static boolean isOrderless(AccessTarget.CodeUnitCallTarget target) {
    return Stream.of("of", "ofEntries", "copyOf", "toSet", "toUnmodifiableSet", "toUnmodifiableMap")
        .anyMatch(target.getName()::equals);
  }

  private static DescribedPredicate<JavaClass> isInterface() {
    return describe("interfaces", JavaClass::isInterface);
  }

  /** What a room or part imports of a house, which may be a room itself. */
  private static ArchRule importsOnly(String room, List<String> imports, String house) {
    String[] allowed =
        Stream.concat(Stream.of(room), imports.stream())
            .map(RoomsTest::inside)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(inside(room))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(not(resideInAnyPackage(house))))
        .because("the table of rooms has no other door for " + room);
  }

  /** The packages of a room; where a dot is at the end, one package without those below it. */
  private static String inside(String room) {
    String name = "io.kubenet." + room;
    return room.endsWith(".") ? name.replaceAll("\\.+$", "") : name + "..";
  }

  private static Map<String, List<String>> parse(String table) {
    Map<String, List<String>> rooms = new LinkedHashMap<>();
    for (String line : Splitter.on('\n').omitEmptyStrings().split(table)) {
      List<String> cells = Splitter.on('|').trimResults().splitToList(line);
      rooms.put(cells.get(0), Splitter.on(' ').omitEmptyStrings().splitToList(cells.get(1)));
    }
    return rooms;
  }
}
