package io.kubenet.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds every colour of text against every ground, by WCAG's formula. */
class PageColoursTest {

  private static final Pattern VARIABLE = Pattern.compile("--(\\w+): #([0-9a-f]{3,6})");

  @ParameterizedTest
  @CsvSource({"0, light", "1, dark"})
  void textCanBeReadOnItsGround(int block, String scheme) throws IOException {
    Map<String, Double> luminance = luminances(block);

    assertThat(luminance).containsKeys("ink", "faint", "accent", "good", "bad", "nat");
    for (String ink : new String[] {"ink", "faint", "accent", "good", "bad", "nat"}) {
      for (String ground : new String[] {"ground", "card"}) {
        assertThat(contrast(luminance.get(ink), luminance.get(ground)))
            .as("%s on %s, %s", ink, ground, scheme)
            .isGreaterThanOrEqualTo(4.5);
      }
    }
  }

  private static double contrast(double one, double other) {
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static Map<String, Double> luminances(int block) throws IOException {
    String sheet =
        Resources.toString(Resources.getResource(Page.class, "page.css"), StandardCharsets.UTF_8);
    Matcher variable = VARIABLE.matcher(Splitter.on(":root {").splitToList(sheet).get(block + 1));
    Map<String, Double> luminances = new LinkedHashMap<>();
    while (variable.find()) {
      luminances.put(variable.group(1), luminance(variable.group(2)));
    }
    return luminances;
  }

  private static double luminance(String hex) {
    String digits = hex.length() == 3 ? hex.replaceAll("[0-9a-f]", "$0$0") : hex;
    return 0.2126 * linear(digits, 0) + 0.7152 * linear(digits, 2) + 0.0722 * linear(digits, 4);
  }

  private static double linear(String digits, int start) {
    double value = Integer.parseInt(digits.substring(start, start + 2), 16) / 255.0;
    return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
