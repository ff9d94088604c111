package io.kubenet.jqwik;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.google.common.base.Splitter;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "io.kubenet.jqwik", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

  /** A room of this module, what it may import of the project, what else, and why it is there. */
  private static final String ROOMS =
      """
      jqwik   | . junit chance net     | net.jqwik.. org.junit.platform.commons.. | specs, arbitraries, and hooks that obey @KubeNetTest
      """;

  /** What users see of the project: the facade, and the values that it gives out. */
  private static final String[] EXPORTED = {
    "io.kubenet",
    "io.kubenet.net..",
    "io.kubenet.finding..",
    "io.kubenet.trace..",
    "io.kubenet.time..",
    "io.kubenet.timeline..",
    "io.kubenet.chance..",
    "io.kubenet.dns.."
  };

  @ArchTest
  static void roomsImportWhatTheTableAllows(JavaClasses types) {
    for (String line : Splitter.on('\n').omitEmptyStrings().split(ROOMS)) {
      List<String> cells = Splitter.on('|').trimResults().splitToList(line);
      roomImportsOnly(cells.get(0), imports(cells)).check(types);
    }
  }

  @ArchTest
  static final ArchRule exportedPackagesOfTheEmulatorAreEnough =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.kubenet..")
                  .and(not(resideInAnyPackage(EXPORTED)))
                  .and(not(resideInAnyPackage("io.kubenet.junit", "io.kubenet.jqwik"))))
          .because("users could not do what this module does");

  @ArchTest
  static final ArchRule signaturesShowNoLibraryThatUsersNeedNotKnow =
      codeUnits()
          .that()
          .arePublic()
          .or()
          .areProtected()
          .should(notShow("com.google.common", "com.fasterxml"))
          .because("users may have other versions of them");

  private static String[] imports(List<String> cells) {
    Splitter words = Splitter.on(' ');
    return Stream.of(
            words
                .splitToStream(cells.get(1))
                .map(room -> room.equals(".") ? "io.kubenet" : "io.kubenet." + room + ".."),
            words.splitToStream(cells.get(2)),
            Stream.of("io.kubenet." + cells.get(0)),
            Stream.of("java..", "com.google.common..", "com.fasterxml.."))
        .flatMap(names -> names)
        .toArray(String[]::new);
  }

  private static ArchRule roomImportsOnly(String room, String... allowed) {
    return classes()
        .that()
        .resideInAPackage("io.kubenet." + room)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(isPrimitiveOrArray()))
        .because("the table of rooms has no other door for " + room);
  }

  private static DescribedPredicate<JavaClass> isPrimitiveOrArray() {
    return DescribedPredicate.describe("primitives", type -> type.getPackageName().isEmpty());
  }

  private static ArchCondition<JavaCodeUnit> notShow(String... packages) {
    return new ArchCondition<>("not show " + String.join(", ", packages)) {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
            .filter(type -> Stream.of(packages).anyMatch(type.getPackageName()::startsWith))
            .filter(type -> isVisible(unit.getOwner()))
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            unit, unit.getFullName() + " shows " + type.getName())));
      }
    };
  }

  private static boolean isVisible(JavaClass owner) {
    return owner.getModifiers().contains(JavaModifier.PUBLIC);
  }
}
