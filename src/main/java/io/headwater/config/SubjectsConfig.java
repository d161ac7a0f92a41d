package io.headwater.config;

/**
 * @param pseudonymKeyFile file with the key that turns subjects into pseudonyms where they enter;
 *     null: subjects stay as they are
 */
public record SubjectsConfig(String pseudonymKeyFile) {}
