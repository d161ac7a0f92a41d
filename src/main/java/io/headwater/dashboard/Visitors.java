package io.headwater.dashboard;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * Who may read the page. With a token: whoever signed in with it, or sends it as {@code
 * Authorization: Bearer}. Without: whoever asks this machine by a loopback name or by the name it
 * was told to listen on, so that a foreign web page whose name was pointed at 127.0.0.1 (DNS
 * rebinding) reads nothing.
 */
final class Visitors {
  static final String COOKIE = "headwater-session";

  private static final int SESSION_BYTES = 32;
  private static final String BEARER = "Bearer ";
  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> names = new HashSet<>(LOOPBACK_NAMES);
  private final byte[] token;
  private final byte[] session;

  Visitors(Binding binding) {
    token = binding.token() == null ? null : bytes(binding.token());
    names.add(binding.urlHost().toLowerCase(Locale.ROOT));
    byte[] random = new byte[SESSION_BYTES];
    new SecureRandom().nextBytes(random);
    // One for all visitors and as long as the process lives; the token itself is in no cookie.
    session = bytes(HexFormat.of().formatHex(random));
  }

  boolean needToken() {
    return token != null;
  }

  /** Whether a request may read. */
  boolean admitted(Context request) {
    if (token == null) {
      return names.contains(nameOf(request.header("Host")));
    }
    String header = request.header("Authorization");
    if (header != null && header.startsWith(BEARER)) {
      return isToken(header.substring(BEARER.length()));
    }
    String cookie = request.cookie(COOKIE);
    return cookie != null && MessageDigest.isEqual(session, bytes(cookie));
  }

  /** Takes as long for a wrong token as for the right one. */
  boolean isToken(String given) {
    return given != null && MessageDigest.isEqual(token, bytes(given.strip()));
  }

  /** Lets this browser in until it is closed. */
  void signIn(Context request) {
    Cookie cookie = new Cookie(COOKIE, new String(session, StandardCharsets.UTF_8));
    cookie.setHttpOnly(true);
    cookie.setPath("/");
    cookie.setSameSite(SameSite.STRICT);
    cookie.setSecure(request.scheme().equals("https"));
    request.cookie(cookie);
  }

  /** A Host header without its port; empty when there is none. */
  private static String nameOf(String host) {
    if (host == null) {
      return "";
    }
    int colon = host.lastIndexOf(':');
    boolean withPort = colon > host.lastIndexOf(']');
    return (withPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
