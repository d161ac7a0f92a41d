package io.headwater.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which client properties are secrets, which of those are written out instead of being referred to
 * ({@code ${env:NAME}}, {@code ${directory:FOLDER:FILE}}, {@code ${file:FILE:KEY}}), and what is
 * shown in their place.
 */
public final class SecretProperties {
  /** What stands wherever a secret would be shown; refused as a value. */
  public static final String HIDDEN = "(hidden)";

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i).*(password|passwd|passphrase|secret|jaas).*|(.*[._-])?(key|token|user\\.info)");

  private static final Pattern SECRET_WORD =
      Pattern.compile("(?i)password|passwd|passphrase|secret|jaas|token|key");

  /** A reference as Kafka's clients resolve it. */
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]+}");

  /** {@code module flag}, what is left of a login configuration without its options. */
  private static final Pattern LOGIN_MODULE = Pattern.compile("\\s*[\\w.$]+\\s+\\w+\\s*;?\\s*");

  private static final Pattern LOGIN_OPTION =
      Pattern.compile("(\\w+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^\\s;\"']+))");

  /** Options of login modules that give nothing away. */
  private static final Pattern PLAIN_OPTION =
      Pattern.compile(
          "username|principal|keyTab|useKeyTab|storeKey|useTicketCache|serviceName|tokenauth");

  private SecretProperties() {}

  /** Whether a property with this name holds a secret. */
  public static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name).matches();
  }

  /** Whether a property is a secret that stands in the configuration itself. */
  public static boolean isWrittenOut(String name, String value) {
    if (!isSecret(name) || value.isEmpty()) {
      return false;
    }
    return name.endsWith("jaas.config") ? holdsLiteral(value) : !isReference(value);
  }

  /** Properties as they may be shown: secrets that are written out are replaced. */
  public static Map<String, String> shown(Map<String, String> properties) {
    Map<String, String> shown = new TreeMap<>(properties);
    shown.replaceAll((name, value) -> isWrittenOut(name, value) ? HIDDEN : value);
    return shown;
  }

  /** A text without the secrets that are written out in the properties. */
  public static String hide(String text, Map<String, String> properties) {
    String hidden = text;
    for (Map.Entry<String, String> property : properties.entrySet()) {
      if (hidden != null && isWrittenOut(property.getKey(), property.getValue())) {
        hidden = hidden.replace(property.getValue(), HIDDEN);
      }
    }
    return hidden;
  }

  /** Whether a text speaks of a secret, so that what stands beside it had better not be shown. */
  static boolean mentions(String text) {
    return SECRET_WORD.matcher(text).find();
  }

  private static boolean isReference(String value) {
    return REFERENCE.matcher(value.strip()).matches();
  }

  /** What cannot be read as a login configuration is taken for a secret as a whole. */
  private static boolean holdsLiteral(String login) {
    if (isReference(login)) {
      return false;
    }
    Matcher option = LOGIN_OPTION.matcher(login);
    while (option.find()) {
      String value = option.group(2) != null ? option.group(2) : option.group(3);
      value = value == null ? option.group(4) : value;
      if (!PLAIN_OPTION.matcher(option.group(1)).matches() && !isReference(value)) {
        return true;
      }
    }
    return !LOGIN_MODULE.matcher(option.replaceAll("")).matches();
  }
}
