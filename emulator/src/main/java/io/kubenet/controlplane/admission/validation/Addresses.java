package io.kubenet.controlplane.admission.validation;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rules of addresses and blocks: apimachinery's util/validation/ip.go with
 * StrictIPCIDRValidation, which 1.36 has on.
 */
public final class Addresses {

  private static final Pattern DOTTED = Pattern.compile("\\d+(\\.\\d+){3}");
  private static final Pattern MAPPED =
      Pattern.compile("(?i)[0:]*:ffff:(\\d+\\.\\d+\\.\\d+\\.\\d+|[0-9a-f]{1,4}:[0-9a-f]{1,4})");
  private static final Pattern BLOCK = Pattern.compile("([^/]+)/(\\d{1,3})");
  private static final String NO_ADDRESS =
      "must be a valid IP address, like 10.9.8.7 or 2001:db8::ffff";
  private static final String NO_BLOCK = "must be a valid CIDR, like 10.9.8.0/24 or 2001:db8::/64";

  private Addresses() {}

  /** ParseIPSloppy: leading zeros are decimal. */
  public static Optional<IpAddress> parse(String text) {
    String decimal = DOTTED.matcher(text).matches() ? withoutLeadingZeros(text) : text;
    return IpAddress.isAddress(decimal) && !text.contains("%")
        ? Optional.of(IpAddress.of(decimal))
        : Optional.empty();
  }

  /** ParseCIDRSloppy. */
  public static Optional<Cidr> parseCidr(String text) {
    Matcher block = BLOCK.matcher(text);
    if (!block.matches()) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(block.group(2));
    return parse(block.group(1))
        .filter(address -> bits <= address.family().bits())
        .map(address -> new Cidr(address, bits));
  }

  /** Whether a text is an IPv6 address; an IPv4-mapped one is none. */
  public static boolean isIpv6(String text) {
    return parse(text).filter(IpAddress::isIpv6).isPresent() && !isMapped(text);
  }

  public static boolean isIpv4(String text) {
    return parse(text).isPresent() && !isIpv6(text);
  }

  /** IsValidIPForLegacyField. */
  public static List<String> address(String text) {
    if (parse(text).isEmpty()) {
      return ImmutableList.of(NO_ADDRESS);
    }
    if (hasLeadingZeros(text)) {
      return ImmutableList.of("must not have leading 0s");
    }
    return isMapped(text)
        ? ImmutableList.of("must not be an IPv4-mapped IPv6 address")
        : ImmutableList.of();
  }

  /** IsValidIP. */
  public static List<String> canonicalAddress(String text) {
    List<String> broken = address(text);
    if (!broken.isEmpty()) {
      return broken;
    }
    String canonical = parse(text).orElseThrow().toString();
    return canonical.equals(text)
        ? ImmutableList.of()
        : ImmutableList.of("must be in canonical form: " + canonical);
  }

  /** IsValidCIDRForLegacyField. */
  public static List<String> cidr(String text) {
    Optional<Cidr> cidr = parseCidr(text);
    if (cidr.isEmpty()) {
      return ImmutableList.of(NO_BLOCK);
    }
    String address = text.substring(0, text.indexOf('/'));
    String bits = text.substring(text.indexOf('/') + 1);
    if (hasLeadingZeros(address) || (bits.length() > 1 && bits.startsWith("0"))) {
      return ImmutableList.of("must not have leading 0s in IP or prefix length");
    }
    if (isMapped(address)) {
      return ImmutableList.of("must not have an IPv4-mapped IPv6 address");
    }
    return parse(address).filter(cidr.get().address()::equals).isPresent()
        ? ImmutableList.of()
        : ImmutableList.of("must not have bits set beyond the prefix length");
  }

  /** ValidateEndpointIP: no address that only its own host or link knows. */
  public static List<String> endpoint(String text) {
    IpAddress address = parse(text).orElseThrow();
    ImmutableList.Builder<String> broken = ImmutableList.builder();
    if (address.isUnspecified()) {
      broken.add("may not be unspecified");
    }
    if (address.isLoopback()) {
      broken.add("may not be in the loopback range (127.0.0.0/8, ::1/128)");
    }
    if (address.isLinkLocal()) {
      broken.add("may not be in the link-local range (169.254.0.0/16, fe80::/10)");
    }
    if (isLinkLocalMulticast(address)) {
      broken.add("may not be in the link-local multicast range (224.0.0.0/24, ff02::/16)");
    }
    return broken.build();
  }

  /** GetWarningsForIP. */
  public static List<String> warnings(String path, String text) {
    Optional<IpAddress> address = parse(text);
    if (address.isEmpty()) {
      return ImmutableList.of();
    }
    if (hasLeadingZeros(text) || isMapped(text)) {
      return ImmutableList.of(
          path + ": non-standard IP address '" + text + "' is invalid: use " + address.get());
    }
    return address.get().toString().equals(text)
        ? ImmutableList.of()
        : ImmutableList.of(
            path + ": IPv6 address '" + text + "' should be written " + address.get());
  }

  /** GetWarningsForCIDR: of what a Service or policy may keep though it is not valid any more. */
  public static List<String> cidrWarnings(String path, String text) {
    Optional<Cidr> cidr = parseCidr(text);
    if (cidr.isEmpty()) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<String> warnings = ImmutableList.builder();
    String address = text.substring(0, text.indexOf('/'));
    if (!parse(address).equals(Optional.of(cidr.get().address()))) {
      warnings.add(path + ": CIDR '" + text + "' has bits beyond its prefix, use " + cidr.get());
    }
    String bits = text.substring(text.indexOf('/') + 1);
    boolean hasZeros = hasLeadingZeros(address) || (bits.length() > 1 && bits.startsWith("0"));
    if (hasZeros || isMapped(address)) {
      warnings.add(path + ": non-standard CIDR '" + text + "' is invalid: use " + cidr.get());
    }
    boolean isOther = text.contains(":") && !cidr.get().toString().equals(text);
    return isOther && warnings.build().isEmpty()
        ? ImmutableList.of(path + ": IPv6 CIDR '" + text + "' should be written " + cidr.get())
        : warnings.build();
  }

  private static boolean isLinkLocalMulticast(IpAddress address) {
    return address.isIpv4()
        ? address.low() >>> 8 == 0xe00000
        : (address.high() >>> 48 & 0xff0f) == 0xff02;
  }

  private static boolean isMapped(String text) {
    return MAPPED.matcher(text).matches();
  }

  private static boolean hasLeadingZeros(String text) {
    return DOTTED.matcher(text).matches() && !withoutLeadingZeros(text).equals(text);
  }

  private static String withoutLeadingZeros(String dotted) {
    return Splitter.on('.')
        .splitToStream(dotted)
        .map(octet -> octet.replaceFirst("^0+(?=\\d)", ""))
        .collect(Collectors.joining("."));
  }
}
