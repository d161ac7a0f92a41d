package io.headwater.dashboard;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the page listens, and what it asks of visitors.
 *
 * @param host address or name of the interface
 * @param port TCP port; 0 for a free one
 * @param token what visitors must know; null only on the loopback interface
 */
public record Binding(String host, int port, String token) {
  public static final String DEFAULT_HOST = "127.0.0.1";
  public static final int DEFAULT_PORT = 8080;

  /** Guessing this many characters over a network takes longer than anybody waits. */
  public static final int SHORTEST_TOKEN = 16;

  private static final int LAST_PORT = 65_535;

  public Binding {
    if (port < 0 || port > LAST_PORT) {
      throw new BindingException(
          "Port %d is none; give one from 1 to %d, or 0 for a free one."
              .formatted(port, LAST_PORT));
    }
    if (token != null && token.length() < SHORTEST_TOKEN) {
      throw new BindingException(
          "The dashboard's token has %d characters; give at least %d, such as what 'openssl rand -hex 16' prints."
              .formatted(token.length(), SHORTEST_TOKEN));
    }
    if (token == null && !isLoopback(host)) {
      throw new BindingException(
          "The page shows data on people's health, and %s can be reached by other machines; set HEADWATER_DASHBOARD_TOKEN to a secret of at least %d characters, or leave --host at %s."
              .formatted(host, SHORTEST_TOKEN, DEFAULT_HOST));
    }
  }

  /** This machine only, without a token. */
  public static Binding local(int port) {
    return new Binding(DEFAULT_HOST, port, null);
  }

  /** What a browser on this machine calls the host, in the form of a URL. */
  String urlHost() {
    String name = address(host).isAnyLocalAddress() ? "localhost" : host;
    return name.contains(":") ? "[" + name + "]" : name;
  }

  private static boolean isLoopback(String host) {
    return address(host).isLoopbackAddress();
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new BindingException(
          "There is no host '%s'; give the address of an interface of this machine, or 0.0.0.0 for all."
              .formatted(host),
          e);
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Binding[%s:%d%s]".formatted(host, port, token == null ? "" : ", with a token");
  }
}
