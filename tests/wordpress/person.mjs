// What people do in a WordPress with their browser: install it, log in, write.

/** Nobody else reaches it, and it is gone after the test. */
const PASSWORD = "Correct-Horse-Battery-Staple-12";
const ADMINISTRATOR = "administrator";

/** Fills a form that the page has, and sends it. */
async function send({ page }, form, values) {
  await page.waitForSelector(form);
  await Promise.all([
    page.waitForNavigation({ waitUntil: "load" }),
    page.evaluate(
      (form, values) => {
        const { elements } = document.querySelector(form);
        for (const [name, value] of Object.entries(values)) elements[name].value = value;
        // Not by its method, which a field of that name hides.
        HTMLFormElement.prototype.submit.call(document.querySelector(form));
      },
      form,
      values,
    ),
  ]);
}

/** The form with which every WordPress begins, in Japanese; afterwards its administrator is logged in. */
export async function install(browser, url) {
  await browser.open(`${url}/wp-admin/install.php?language=ja`);
  const values = { weblog_title: "医師会", user_name: ADMINISTRATOR, admin_password: PASSWORD, admin_password2: PASSWORD, admin_email: "administrator@example.invalid" };
  await send(browser, "#setup", values);
  await logIn(browser, url, ADMINISTRATOR);
}

/** Leaves whoever was logged in. */
export async function logIn(browser, url, name) {
  await browser.page.deleteCookie(...(await browser.page.cookies(url)));
  await browser.open(`${url}/wp-login.php`);
  await send(browser, "#loginform", { log: name, pwd: PASSWORD });
}

/** Opens the block editor: an address below wp-admin. */
async function edit({ page, open }, url, path) {
  await open(`${url}/wp-admin/${path}`);
  await page.waitForFunction(() => globalThis.wp?.data?.select("core/editor")?.__unstableIsEditorReady());
}

/** As the administrator: one more person of each role, called as it is. */
export async function addPeople(browser, url, roles) {
  await edit(browser, url, "post-new.php");
  const people = roles.map((role) => ({ username: role, email: `${role}@example.invalid`, password: PASSWORD, roles: [role] }));
  await browser.evaluate(async (people) => {
    for (const data of people) await wp.apiFetch({ path: "/wp/v2/users", method: "POST", data });
  }, people);
}

/** Whoever is logged in gives files to the media library: for each, its address there or what is said instead. */
export async function upload(browser, url, files) {
  await edit(browser, url, "post-new.php");
  return browser.evaluate(async (files) => {
    const outcomes = [];
    for (const { name, type, text } of files) {
      const body = new FormData();
      body.append("file", new File([text], name, { type }));
      const sent = wp.apiFetch({ path: "/wp/v2/media", method: "POST", body });
      outcomes.push(await sent.then(({ source_url }) => ({ address: source_url }), ({ message }) => ({ refused: message })));
    }
    return outcomes;
  }, files);
}

/** Whoever is logged in pastes that into the block カスタムHTML of a new page or post, and publishes it. */
export async function publish(browser, url, type, title, pasted) {
  await edit(browser, url, `post-new.php?post_type=${type}`);
  await browser.evaluate((title) => {
    const { dispatch, select } = wp.data;
    if (select("core/edit-post").isFeatureActive("welcomeGuide")) dispatch("core/edit-post").toggleFeature("welcomeGuide");
    dispatch("core/editor").editPost({ title, status: "publish" });
    dispatch("core/block-editor").insertBlocks(wp.blocks.createBlock("core/html"));
  }, title);
  const field = await browser.page.waitForSelector(".wp-block-html textarea");
  await field.focus();
  await browser.page.keyboard.sendCharacter(pasted);
  const saved = await browser.evaluate(async () => {
    await wp.data.dispatch("core/editor").savePost();
    const editor = wp.data.select("core/editor");
    return { good: editor.didPostSaveRequestSucceed(), id: editor.getCurrentPostId(), address: editor.getPermalink(), stored: editor.getCurrentPost().content };
  });
  if (!saved.good) throw new Error(`${title} could not be saved`);
  return saved;
}

/** Whoever is logged in opens it in the editor again: its blocks, and the warnings that stand there. */
export async function reopen(browser, url, id) {
  await edit(browser, url, `post.php?post=${id}&action=edit`);
  await browser.page.waitForSelector(".wp-block-html");
  return browser.evaluate(() => ({
    blocks: wp.data.select("core/block-editor").getBlocks().map(({ name, isValid, attributes }) => ({ name, isValid, content: attributes.content })),
    warnings: [...document.querySelectorAll(".block-editor-warning")].map(({ textContent }) => textContent),
  }));
}
