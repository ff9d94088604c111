package io.kubenet.controlplane.admission.validation;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of names, labels and keys: apimachinery's util/validation. */
public final class Names {

  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final Pattern DNS_LABEL = Pattern.compile(LABEL);
  private static final Pattern DNS_SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final Pattern QUALIFIED =
      Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final Pattern PORT_CHARACTERS = Pattern.compile("[-a-z0-9]+");
  private static final Pattern LETTER = Pattern.compile("[a-z]");

  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_SUBDOMAIN = 253;
  private static final int LONGEST_PORT = 15;

  private Names() {}

  /** IsDNS1123Label. */
  public static List<String> dnsLabel(String name) {
    ImmutableList.Builder<String> broken = ImmutableList.builder();
    if (name.length() > LONGEST_LABEL) {
      broken.add(noMoreThan(LONGEST_LABEL));
    }
    if (!DNS_LABEL.matcher(name).matches()) {
      broken.add(
          DNS_SUBDOMAIN.matcher(name).matches()
              ? "must not contain dots"
              : "must be lower case letters, digits and '-', with a letter or digit at each end");
    }
    return broken.build();
  }

  /** IsDNS1123Subdomain. */
  public static List<String> dnsSubdomain(String name) {
    ImmutableList.Builder<String> broken = ImmutableList.builder();
    if (name.length() > LONGEST_SUBDOMAIN) {
      broken.add(noMoreThan(LONGEST_SUBDOMAIN));
    }
    if (!DNS_SUBDOMAIN.matcher(name).matches()) {
      broken.add(
          "must be lower case letters, digits, '-' and '.', with a letter or digit at each end of"
              + " each part");
    }
    return broken.build();
  }

  /** IsDNS1123SubdomainWithUnderscore. */
  public static List<String> dnsSubdomainWithUnderscores(String name) {
    return dnsSubdomain(name.replace('_', 'x'));
  }

  /** IsFullyQualifiedDomainName, without a domain of one label. */
  public static List<String> fullyQualifiedDomain(String name) {
    if (name.isEmpty()) {
      return ImmutableList.of("must not be empty");
    }
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    List<String> broken = dnsSubdomain(bare);
    if (!broken.isEmpty()) {
      return broken;
    }
    List<String> labels = Splitter.on('.').splitToList(bare);
    return labels.size() < 2
        ? ImmutableList.of("must be a domain with at least two parts separated by dots")
        : labels.stream()
            .map(Names::dnsLabel)
            .filter(wrong -> !wrong.isEmpty())
            .findFirst()
            .orElse(ImmutableList.of());
  }

  /** IsQualifiedName: {@code [PREFIX/]NAME}. */
  public static List<String> qualified(String name) {
    List<String> parts = Splitter.on('/').splitToList(name);
    if (parts.size() > 2) {
      return ImmutableList.of("must be a name with an optional DNS prefix and one '/'");
    }
    ImmutableList.Builder<String> broken = ImmutableList.builder();
    if (parts.size() == 2) {
      broken.addAll(prefix(parts.get(0)));
    }
    return broken.addAll(namePart(parts.get(parts.size() - 1))).build();
  }

  /** IsValidLabelValue. */
  public static List<String> labelValue(String value) {
    ImmutableList.Builder<String> broken = ImmutableList.builder();
    if (value.length() > LONGEST_LABEL) {
      broken.add(noMoreThan(LONGEST_LABEL));
    }
    if (!value.isEmpty() && !QUALIFIED.matcher(value).matches()) {
      broken.add(
          "must be empty, or letters, digits, '-', '_' and '.' with a letter or digit at each end");
    }
    return broken.build();
  }

  /** IsValidPortName: an IANA service name. */
  public static List<String> port(String name) {
    ImmutableList.Builder<String> broken = ImmutableList.builder();
    if (name.length() > LONGEST_PORT) {
      broken.add(noMoreThan(LONGEST_PORT));
    }
    if (!PORT_CHARACTERS.matcher(name).matches()) {
      broken.add("must be lower case letters, digits and '-'");
    }
    if (!LETTER.matcher(name).find()) {
      broken.add("must have at least one letter");
    }
    if (name.contains("--")) {
      broken.add("must not have two hyphens in a row");
    }
    if (name.startsWith("-") || name.endsWith("-")) {
      broken.add("must not begin or end with a hyphen");
    }
    return broken.build();
  }

  /** IsValidPortNum. */
  public static List<String> portNumber(int port) {
    return 1 <= port && port <= 65535
        ? ImmutableList.of()
        : ImmutableList.of("must be between 1 and 65535");
  }

  private static List<String> prefix(String prefix) {
    return prefix.isEmpty()
        ? ImmutableList.of("must have a prefix before the '/'")
        : dnsSubdomain(prefix);
  }

  private static List<String> namePart(String name) {
    if (name.isEmpty()) {
      return ImmutableList.of(
          "must have a name", "must be letters, digits, '-', '_' and '.' with one at each end");
    }
    ImmutableList.Builder<String> broken = ImmutableList.builder();
    if (name.length() > LONGEST_LABEL) {
      broken.add(noMoreThan(LONGEST_LABEL));
    }
    if (!QUALIFIED.matcher(name).matches()) {
      broken.add("must be letters, digits, '-', '_' and '.' with a letter or digit at each end");
    }
    return broken.build();
  }

  private static String noMoreThan(int length) {
    return "must have no more than " + length + " characters";
  }
}
