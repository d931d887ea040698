package io.github.brsgd.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Paths as they stand in links: what is no letter of an address is encoded. */
final class Address {

  private Address() {}

  /** A path as a relative address. */
  static String of(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no address can be made of the path " + path, e);
    }
  }

  /**
   * The path that a relative address tells.
   *
   * @throws IllegalArgumentException if something behind a {@code %} is no hexadecimal number
   */
  static String path(String address) {
    // A plus is one; only in forms it stands for a space.
    return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
