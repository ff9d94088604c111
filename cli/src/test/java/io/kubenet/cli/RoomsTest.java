package io.kubenet.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.google.common.base.Splitter;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

@AnalyzeClasses(
    packages = {"io.kubenet.html", "io.kubenet.cli"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

  /** A room that is a module of its own, what it may import, and why it is there. */
  private static final String ROOMS =
      """
      html         | . explain timeline time trace chance net                             | pages for a browser
      cli          | . html symbolic packetset explain timeline time lifecycle dns manifest trace chance finding model net     | reads lists and tells answers in their words
      """;

  @ArchTest
  static void roomsImportWhatTheTableAllows(JavaClasses types) {
    for (String line : Splitter.on('\n').omitEmptyStrings().split(ROOMS)) {
      List<String> cells = Splitter.on('|').trimResults().splitToList(line);
      importsOnly(cells.get(0), Splitter.on(' ').splitToList(cells.get(1))).check(types);
    }
  }

  private static ArchRule importsOnly(String room, List<String> imports) {
    String[] allowed =
        Stream.concat(Stream.of(room), imports.stream())
            .map(name -> name.equals(".") ? "io.kubenet" : "io.kubenet." + name + "..")
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage("io.kubenet." + room + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed).or(not(resideInAnyPackage("io.kubenet.."))))
        .because("the table of rooms has no other door for " + room);
  }
}
