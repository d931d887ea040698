package io.github.brsgd;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.brsgd.marker.Internal;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * The module's classes as ArchUnit reads them: seldom, as it takes seconds. Nobody may hold them
 * beyond a test class: every run that other tests train ends with a collection of garbage, which
 * would walk through half a million objects each time.
 */
public final class ImportedClasses {

  private static final Map<Class<?>, WeakReference<JavaClasses>> READ = new HashMap<>();

  private ImportedClasses() {}

  /** What is shipped. */
  public static JavaClasses core() {
    return besides(Internal.class);
  }

  /** What tests it. */
  public static JavaClasses tests() {
    return besides(ImportedClasses.class);
  }

  /** All in a class's folder; ArchUnit looks a package up in every jar there is, and keeps that. */
  private static synchronized JavaClasses besides(Class<?> type) {
    WeakReference<JavaClasses> known = READ.get(type);
    JavaClasses classes = known == null ? null : known.get();
    if (classes == null) {
      classes =
          new ClassFileImporter()
              .importUrl(type.getProtectionDomain().getCodeSource().getLocation());
      READ.put(type, new WeakReference<>(classes));
    }
    return classes;
  }
}
