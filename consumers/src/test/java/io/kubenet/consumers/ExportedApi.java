package io.kubenet.consumers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a module exports to everyone, as its descriptor says. */
record ExportedApi(String module) {

  private static final Pattern EXPORT = Pattern.compile("exports ([\\w.]+);");

  /** All modules that have a descriptor, in the order of their names. */
  static List<ExportedApi> all() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of(".."))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("src/main/java/module-info.java")))
          .map(folder -> new ExportedApi(folder.getFileName().toString()))
          .sorted((one, other) -> one.module.compareTo(other.module))
          .toList();
    }
  }

  private Path sources() {
    return Path.of("..", module, "src/main/java");
  }

  /** The packages that it exports to all modules. */
  List<String> packages() {
    try {
      return EXPORT
          .matcher(Files.readString(sources().resolve("module-info.java")))
          .results()
          .map(result -> result.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The public top-level types of these packages. */
  List<Class<?>> types() {
    return packages().stream()
        .flatMap(this::typesIn)
        .filter(type -> Modifier.isPublic(type.getModifiers()))
        .collect(Collectors.toList());
  }

  private Stream<Class<?>> typesIn(String name) {
    try (Stream<Path> files = Files.list(sources().resolve(name.replace('.', '/')))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".java") && !file.contains("-info"))
          .sorted()
          .<Class<?>>map(file -> type(name + "." + file.replace(".java", "")))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, ExportedApi.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A line for each type and each member that a user of the module can name. */
  Stream<String> lines() {
    return types().stream().flatMap(ExportedApi::linesOf).sorted();
  }

  private static Stream<String> linesOf(Class<?> type) {
    String kind =
        type.isAnnotation()
            ? "annotation"
            : type.isRecord()
                ? "record"
                : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
    Stream<String> self = Stream.of(type.getName() + ": " + kind);
    Stream<String> members =
        membersOf(type).map(member -> type.getName() + " " + text(member)).distinct();
    Stream<String> nested =
        Stream.of(type.getDeclaredClasses())
            .filter(one -> isVisible(one.getModifiers()))
            .flatMap(ExportedApi::linesOf);
    return Stream.of(self, members, nested).flatMap(lines -> lines);
  }

  private static Stream<Member> membersOf(Class<?> type) {
    return Stream.<Member[]>of(
            type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
        .flatMap(Arrays::stream)
        .filter(member -> isVisible(member.getModifiers()) && !member.isSynthetic());
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String text(Member member) {
    String text = member.toString();
    if (member instanceof Method method) {
      text = method.toGenericString();
    } else if (member instanceof Constructor<?> constructor) {
      text = constructor.toGenericString();
    } else if (member instanceof Field field) {
      text = field.toGenericString();
    }
    return text.replace(member.getDeclaringClass().getName() + ".", "")
        .replaceAll("\\bjava\\.(?:lang|util|time)\\.(?=[A-Z])", "");
  }

  /** What can be come by through the members of some types, their top-level types alone. */
  static Set<String> reachedFrom(Collection<Class<?>> types) {
    Set<String> seen = new TreeSet<>();
    Deque<Class<?>> left = new ArrayDeque<>(types);
    while (!left.isEmpty()) {
      Class<?> type = left.poll();
      if (!type.getName().startsWith("io.kubenet.") || !seen.add(type.getName())) {
        continue;
      }
      membersOf(type).flatMap(ExportedApi::typesOf).forEach(one -> add(one, left));
      if (type.isSealed()) {
        left.addAll(List.of(type.getPermittedSubclasses()));
      }
      if (type.getEnclosingClass() != null) {
        left.add(type.getEnclosingClass());
      }
    }
    return seen;
  }

  private static Stream<Type> typesOf(Member member) {
    if (member instanceof Method method) {
      return Stream.concat(
          Stream.of(method.getGenericReturnType()), Stream.of(method.getGenericParameterTypes()));
    }
    return member instanceof Constructor<?> constructor
        ? Stream.of(constructor.getGenericParameterTypes())
        : Stream.of(((Field) member).getGenericType());
  }

  private static void add(Type type, Deque<Class<?>> types) {
    if (type instanceof Class<?> one) {
      types.add(one.isArray() ? one.getComponentType() : one);
    } else if (type instanceof ParameterizedType one) {
      add(one.getRawType(), types);
      Stream.of(one.getActualTypeArguments()).forEach(argument -> add(argument, types));
    } else if (type instanceof GenericArrayType one) {
      add(one.getGenericComponentType(), types);
    } else if (type instanceof WildcardType one) {
      Stream.of(one.getUpperBounds()).forEach(bound -> add(bound, types));
    }
  }
}
