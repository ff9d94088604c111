package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
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
@AnalyzeClasses(
    packages = {"io.kubenet.html", "io.kubenet.cli"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class ForeignTextTest {

  /** Who takes texts apart (two dots are a room with all that is in it), and what texts. */
  private static final String READERS =
      """
      cli.ClusterOptions | options of the command line
      cli.DemoStep       | the demo's own script, and a command's output as its grep would
      cli.EqualCommand   | options of the command line; numbers in names of nodes
      cli.FaultReport    | messages of picocli; names of packages
      cli.Probe          | targets, as users write them
      cli.Screen         | any line, to break it where a terminal ends
      cli.ScriptFile     | scripts of timelines, as users write them
      cli.Share          | shares, as users write them
      cli.Source         | sources, as users write them
      cli.Terminal       | names of devices
      cli.Unheeded       | names of places, as users write them and answers repeat them
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
