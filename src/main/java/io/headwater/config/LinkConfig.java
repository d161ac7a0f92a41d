package io.headwater.config;

/**
 * From the latents of one modality to those of another.
 *
 * @param from name of the cause
 * @param to name of the effect
 */
public record LinkConfig(String from, String to) {}
