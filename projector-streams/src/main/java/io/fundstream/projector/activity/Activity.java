package io.fundstream.projector.activity;

import java.util.UUID;

/**
 * What an event means to a person.
 *
 * @param fundId the fund it is about
 * @param summary one sentence without a full stop
 */
public record Activity(UUID fundId, String summary) {}
