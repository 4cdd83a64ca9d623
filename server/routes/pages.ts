import {existsSync} from "node:fs";
import {basename, join} from "node:path";
import express, {Router} from "express";
import {HttpError, nothingHere} from "../errors.ts";

/** The built pages: hashed assets for ever, and index.html for every address the browser application knows. */
export function pageRoutes(directory: string): Router {
  const router = Router();
  const assets = {immutable: true, maxAge: "365d", index: false, fallthrough: true} as const;
  router.use("/assets", express.static(join(directory, "assets"), assets));
  router.use(express.static(directory, {index: false, maxAge: 0}));
  router.use((request, response, next) => {
    const wanted = request.method === "GET" || request.method === "HEAD";
    if (!wanted || basename(request.path).includes(".") || request.path.startsWith("/assets/"))
      throw nothingHere();
    if (!existsSync(join(directory, "index.html")))
      throw new HttpError("not_built", {
        en: "the pages are not built; run npm run build",
        ru: "страницы не собраны; выполните npm run build",
      });
    response.set("Cache-Control", "no-cache");
    response.sendFile("index.html", {root: directory}, (error) => error && next(error));
  });
  return router;
}
