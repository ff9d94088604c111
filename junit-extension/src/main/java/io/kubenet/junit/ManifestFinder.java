package io.kubenet.junit;

import io.kubenet.Manifests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what {@link KubeNetTest#manifests} names: a text, a resource, a file or a folder. */
final class ManifestFinder {

  private static final String CLASSPATH = "classpath:";

  private final Class<?> home;

  ManifestFinder(Class<?> home) {
    this.home = home;
  }

  /**
   * What some entries name, in their order.
   *
   * @throws IllegalArgumentException if there is nothing of that name; it says where it looked
   */
  Manifests find(List<String> entries) {
    Manifests found = Manifests.none();
    for (String entry : entries) {
      found = with(found, entry);
    }
    return found;
  }

  private Manifests with(Manifests before, String entry) {
    if (entry.contains("\n")) {
      return before.withText("manifest of " + home.getSimpleName(), entry);
    }
    Optional<URL> resource = resource(entry);
    if (resource.isPresent()) {
      return with(before, entry, resource.get());
    }
    if (!entry.startsWith(CLASSPATH) && Files.exists(Path.of(entry))) {
      return before.withFile(Path.of(entry));
    }
    throw new IllegalArgumentException(
        "@KubeNetTest(manifests = \""
            + entry
            + "\"): no such resource beside "
            + home.getName()
            + " or at the root of the class path, and no such file below "
            + Path.of("").toAbsolutePath());
  }

  /** A resource beside the test class, beside one that it extends, or at the root. */
  private Optional<URL> resource(String entry) {
    String name = entry.startsWith(CLASSPATH) ? entry.substring(CLASSPATH.length()) : entry;
    Stream<URL> beside =
        Stream.<Class<?>>iterate(home, Objects::nonNull, Class::getSuperclass)
            .filter(type -> type != Object.class)
            .map(type -> type.getResource(name));
    return Stream.concat(beside, Stream.of(name).map(this::atRoot))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private URL atRoot(String name) {
    return home.getResource(name.startsWith("/") ? name : "/" + name);
  }

  /** A resource that is a file is read as one: it may be a folder, and its errors name its path. */
  private static Manifests with(Manifests before, String name, URL url) {
    try {
      if (url.getProtocol().equals("file")) {
        return before.withFile(Path.of(url.toURI()));
      }
      try (InputStream stream = url.openStream()) {
        return before.withText(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(url.toString(), e);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(url.toString(), e);
    }
  }
}
