package io.headwater.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Who gets in, without a broker: the page answers all the same. */
class DashboardServerTest {
  private static final String NOBODY = "127.0.0.1:1";
  private static final String TOKEN = "0123456789abcdef-secret";

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void otherMachinesNeedATokenAndAShortOneIsNone() {
    assertThatThrownBy(() -> new Binding("0.0.0.0", 8080, null))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("HEADWATER_DASHBOARD_TOKEN");
    assertThatThrownBy(() -> new Binding("127.0.0.1", 8080, "short"))
        .hasMessageContaining("5 characters");
    assertThat(new Binding("0.0.0.0", 8080, TOKEN).toString()).doesNotContain(TOKEN);
  }

  @Test
  void withATokenNothingIsReadWithoutIt() throws Exception {
    try (DashboardServer page = server(TOKEN)) {
      assertThat(get(page, "api/overview", null).statusCode()).isEqualTo(401);
      assertThat(get(page, "api/events", null).statusCode()).isEqualTo(401);
      assertThat(get(page, "page.js", "Bearer wrong-token-of-some-length").statusCode())
          .isEqualTo(401);
      assertThat(get(page, "", null).statusCode()).isEqualTo(303);
      assertThat(get(page, "health", null).body()).contains("\"broker\":\"down\"");
      assertThat(get(page, "api/overview", "Bearer " + TOKEN).body()).contains("night-ward");
    }
  }

  @Test
  void whoSignsInGetsACookieThatScriptsCannotReadAndThatIsNotTheToken() throws Exception {
    try (DashboardServer page = server(TOKEN)) {
      assertThat(signIn(page, "wrong").headers().firstValue("Set-Cookie")).isEmpty();
      String cookie = signIn(page, TOKEN).headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").doesNotContain(TOKEN);
      HttpRequest withCookie =
          HttpRequest.newBuilder(URI.create(page.url() + "api/overview"))
              .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
              .build();
      assertThat(http.send(withCookie, HttpResponse.BodyHandlers.ofString()).body())
          .contains("night-ward");
    }
  }

  @Test
  void aForeignNameThatLeadsHereReadsNothing() throws Exception {
    try (DashboardServer page = server(null)) {
      int port = URI.create(page.url()).getPort();
      assertThat(raw(port, "evil.example:" + port)).startsWith("HTTP/1.1 403");
      assertThat(raw(port, "localhost:" + port)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aPageOnAnotherLoopbackAddressAnswersUnderItsOwnAddress() throws Exception {
    try (DashboardServer page =
        DashboardServer.start(Ward.config(NOBODY), new Binding("127.0.0.2", 0, null))) {
      assertThat(page.url()).startsWith("http://127.0.0.2:");
      assertThat(get(page, "api/overview", null).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theAddressToldIsOneThatABrowserCanOpen() {
    assertThat(new Binding("0.0.0.0", 0, TOKEN).urlHost()).isEqualTo("localhost");
    assertThat(new Binding("::", 0, TOKEN).urlHost()).isEqualTo("localhost");
    assertThat(new Binding("::1", 0, null).urlHost()).isEqualTo("[::1]");
    assertThat(new Binding("127.0.0.1", 0, null).urlHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void everyAnswerForbidsForeignContentAndNothingCanBeChanged() throws Exception {
    try (DashboardServer page = server(null)) {
      HttpResponse<String> answer = get(page, "", null);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'")
          .contains("script-src 'self'")
          .doesNotContain("unsafe");
      assertThat(answer.headers().firstValue("Server")).isEmpty();
      for (String method : new String[] {"POST", "PUT", "DELETE"}) {
        HttpRequest change =
            HttpRequest.newBuilder(URI.create(page.url() + "api/models"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(http.send(change, HttpResponse.BodyHandlers.ofString()).statusCode())
            .isIn(404, 405);
      }
      assertThat(get(page, "api/graph?id=x", null).statusCode()).isEqualTo(404);
      assertThat(get(page, "api/subject?id=nobody", null).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aPortThatIsTakenIsSaidInASentence() {
    try (DashboardServer page = server(null)) {
      int port = URI.create(page.url()).getPort();
      assertThatThrownBy(
              () -> DashboardServer.start(Ward.config(NOBODY), Binding.local(port)).close())
          .isInstanceOf(BindingException.class)
          .hasMessageContaining("taken");
    }
  }

  private static DashboardServer server(String token) {
    return DashboardServer.start(Ward.config(NOBODY), new Binding("127.0.0.1", 0, token));
  }

  private HttpResponse<String> get(DashboardServer page, String path, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(page.url() + path));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> signIn(DashboardServer page, String token)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(page.url() + "sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("token=" + token))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Java's client will not send a false Host. */
  private static String raw(int port, String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET /api/overview HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(host)
              .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
