package io.headwater.job;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus would see of a job in this process: the reporter's answer over HTTP, parsed. */
public record Scrape(List<Sample> samples) {
  private static final Pattern LINE = Pattern.compile("([\\w:]+)(?:\\{(.*)})? (\\S+)");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** One line of the answer. */
  public record Sample(String name, Map<String, String> labels, double value) {}

  /** A port that nobody listens on now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  public static Scrape of(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics")).build();
    String body = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return new Scrape(
        body.lines().filter(line -> !line.startsWith("#")).map(Scrape::sample).toList());
  }

  private static Sample sample(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalStateException("No line of Prometheus's text form: " + line);
    }
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(parts.group(2) == null ? "" : parts.group(2));
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return new Sample(parts.group(1), labels, number(parts.group(3)));
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  public List<Sample> of(String name) {
    return samples.stream().filter(s -> s.name().equals(name)).toList();
  }

  /** Sum over operators, subtasks and labels; 0 where there is none. */
  public double sum(String name) {
    return of(name).stream().mapToDouble(Sample::value).sum();
  }

  public double sum(String name, String label, String value) {
    return of(name).stream()
        .filter(s -> value.equals(s.labels().get(label)))
        .mapToDouble(Sample::value)
        .sum();
  }

  /** Names of metrics of ours, a histogram once. */
  Set<String> ownNames() {
    Set<String> names = new TreeSet<>();
    samples.stream()
        .map(Sample::name)
        .filter(name -> name.contains("_headwater_"))
        .forEach(name -> names.add(name.replaceFirst("_count$", "")));
    return names;
  }
}
