package io.headwater.config;

/**
 * @param pseudonymKeyFile file with the key that turns subjects into pseudonyms where they enter;
 *     null: subjects stay as they are
 * @param baselineWindows windows over which a subject's own level of each channel of a time series
 *     is remembered and taken off; null: levels stay as they are
 */
public record SubjectsConfig(String pseudonymKeyFile, Integer baselineWindows) {}
