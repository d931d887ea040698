package io.github.brsgd.site;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Links of written pages that lead nowhere: to no file, to no anchor of a page, out of the folder;
 * of links to elsewhere only whether they are addresses. Pages of Javadoc are led to, and not asked
 * where they lead: Javadoc's own checks do that.
 */
final class DeadLinks {

  private static final Pattern LINK = Pattern.compile(" (?:href|src)=\"([^\"]*)\"");
  private static final Pattern ANCHOR = Pattern.compile(" id=\"([^\"]*)\"");

  private final Path site;
  private final Map<Path, Set<String>> anchors = new HashMap<>();

  private DeadLinks(Path site) {
    this.site = site;
  }

  /** Those of a site, each as {@code page: link: why}, in order. */
  static List<String> of(Path site) throws IOException {
    List<Path> pages;
    try (Stream<Path> walk = Files.walk(site)) {
      pages =
          walk.filter(file -> file.toString().endsWith(".html"))
              .filter(file -> !file.startsWith(site.resolve("api")))
              .sorted()
              .toList();
    }
    DeadLinks links = new DeadLinks(site);
    List<String> dead = new ArrayList<>();
    for (Path page : pages) {
      for (String link : found(LINK, Files.readString(page))) {
        String why = links.why(page, link.replace("&amp;", "&"));
        if (!why.isEmpty()) {
          dead.add(site.relativize(page).toString().replace('\\', '/') + ": " + link + ": " + why);
        }
      }
    }
    return dead;
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  /** Why a link is dead; empty where it is not. */
  private String why(Path page, String link) throws IOException {
    URI uri;
    try {
      uri = new URI(link);
    } catch (URISyntaxException e) {
      return "no address: " + e.getReason();
    }
    if (uri.getScheme() != null) {
      boolean isElsewhere = uri.getScheme().matches("https?") && uri.getHost() != null;
      return isElsewhere ? "" : "no address of the web";
    }
    Path file = uri.getPath().isEmpty() ? page : page.resolveSibling(uri.getPath()).normalize();
    if (!file.startsWith(site)) {
      return "leads out of the site";
    }
    if (!Files.isRegularFile(file)) {
      return "no such file";
    }
    String anchor = uri.getFragment();
    return anchor == null || anchors(file).contains(anchor) ? "" : "no such anchor";
  }

  private Set<String> anchors(Path file) throws IOException {
    if (!anchors.containsKey(file)) {
      anchors.put(file, new HashSet<>(found(ANCHOR, Files.readString(file))));
    }
    return anchors.get(file);
  }
}
