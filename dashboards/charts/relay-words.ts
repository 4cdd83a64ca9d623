import type {Words} from "../lib/words.ts";
import {tip} from "./options.ts";
import type {RelayPost} from "./relay-posts.ts";

export type RelayView = "clients" | "money" | "cohort";

/** How one post and the way to it are said; the same words stand in the picture, the tip and the table. */
export function relayWords({t, f, label}: Words, view: RelayView) {
  const value = (amount: number | null) => (view === "money" ? f.money(amount) : f.count(amount));
  const conversion = (post: RelayPost) => f.rate(post.passed, post.from);
  const days = (post: RelayPost) =>
    post.days === null ? "" : t("relay.days", {count: post.days, days: f.tenths(post.days)});
  const cause = (post: RelayPost) =>
    post.cause === null ? "" : `${label("cause", post.cause)} ${f.count(post.causeCount)}`;
  const norm = (post: RelayPost) => {
    const ends = [post.normLow, post.normHigh].filter((end) => end !== null).map((end) => f.count(end));
    return ends.length ? t("norm.label", {value: ends.join("–")}) : "";
  };
  return {
    name: (post: RelayPost) => label("step", post.code),
    value,
    conversion,
    days,
    cause,
    norm,
    tip: (post: RelayPost) =>
      tip(
        `${label("step", post.code)}: ${value(post.value)}`,
        post.previous !== null && t("relay.tip.before", {value: value(post.previous)}),
        norm(post),
        post.passed !== null &&
          post.from !== null &&
          t("relay.tip.passed", {
            passed: f.count(post.passed),
            from: f.count(post.from),
            rate: conversion(post),
          }),
        post.days !== null && t("relay.tip.days", {days: days(post)}),
        Boolean(post.lost) &&
          t(post.cause === null ? "relay.tip.lostOnly" : "relay.tip.lost", {
            lost: f.count(post.lost),
            cause: cause(post),
          }),
        Boolean(post.waiting) &&
          t(post.isHandover ? "relay.tip.waiting" : "relay.tip.open", {count: f.count(post.waiting)}),
        !post.isMature && t("relay.tip.young"),
      ),
  };
}
